import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { tahini } from '../support/tahini.ts';
import { deployed, describeWithJava, NOWHERE, nobody, REGION } from './deploy-support.ts';

describeWithJava('a stage', () => {
  test('is not removed while one of its tables is protected, and the way to do it is said', async () => {
    const { stage, client, names } = await deployed();
    await client.send(new UpdateTableCommand({ TableName: names[1]!, DeletionProtectionEnabled: true }));
    const { asked, env } = await nobody();
    const { code, output, errors } = await tahini(['remove', '--stage', stage, '--region', REGION], env).ended;
    expect(code).toBe(1);
    expect(output).toBe(`remove stage ${stage}, region ${REGION}\n`);
    expect(errors).toContain(`nothing was removed: deletion protection is on for ${names[1]}`);
    expect(errors).not.toContain(names[0]);
    expect(errors).toContain(`npm run deploy -- --stage ${stage} --region ${REGION} --param deletionProtection=false`);
    expect(asked).toEqual([]);
  });

  test('is removed by CloudFormation once nothing is protected, in the region of the environment', async () => {
    const { stage } = await deployed();
    const { asked, env } = await nobody();
    const run = tahini(['remove', '--stage', stage], { ...env, AWS_DEFAULT_REGION: REGION });
    const { code, output, errors } = await run.ended;
    expect(output + errors).toContain(`Removing tahini from stage ${stage} (${REGION})`);
    expect(asked.filter((body) => body.includes(`StackName=tahini-${stage}`))).not.toEqual([]);
    expect(code).not.toBe(0);
  });
});

test('a stage that is not in this region is not taken for an unprotected one: nothing is removed', async () => {
  const dynamodb = await nobody(400, '{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}');
  const { asked, env } = await nobody();
  const AWS_ENDPOINT_URL_DYNAMODB = dynamodb.env.AWS_ENDPOINT_URL;
  const run = tahini(['remove', '--stage', 'x', '--region', 'eu-central-1'], { ...env, AWS_ENDPOINT_URL_DYNAMODB });
  const { code, errors } = await run.ended;
  expect(code).toBe(1);
  expect(errors).toContain('nothing of stage x in region eu-central-1');
  expect(errors).toContain('npx serverless remove --stage x --region eu-central-1');
  expect(dynamodb.regions).toEqual(['eu-central-1', 'eu-central-1', 'eu-central-1']);
  expect(asked).toEqual([]);
});

test('whose protection cannot be found out, nothing is removed', async () => {
  const { asked, env } = await nobody();
  const run = tahini(['remove', '--stage', 'x', '--region', REGION], { ...env, AWS_ENDPOINT_URL_DYNAMODB: '' });
  const { code, errors } = await run.ended;
  expect(code).toBe(1);
  expect(errors).toMatch(/whether tahini-x-subjects is protected cannot be found out \(.+\)\n {2}check credentials/);
  expect(asked).toHaveLength(1);
});

test('which stage of which region to remove has to be said: none is guessed', async () => {
  const { code, errors } = await tahini(['remove'], NOWHERE).ended;
  expect(code).toBe(2);
  expect(errors).toContain('nothing was removed');
  expect(errors).toContain('which stage? give --stage NAME');
  expect(errors).toContain('which region? give --region R, or set AWS_REGION');
});
