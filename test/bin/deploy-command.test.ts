import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, test, vi } from 'vitest';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { copyOfAll, deployed, describeWithJava, NOWHERE, nobody, REGION, ready } from './deploy-support.ts';

// Bundling everything is work for the CPU.
vi.setConfig({ testTimeout: 120_000 });

const copy = copyOfAll();
const ISSUER = ['--param', 'tokenIssuer=https://issuer.example/'];

test('a deployment with mistakes is refused before AWS hears of it, with all of them', async () => {
  const { asked, env } = await nobody();
  const { code, output, errors } = await tahini(['deploy', '--param', 'tokenissuer=x', '--stage', 'A'], env).ended;
  expect([code, output]).toEqual([2, '']);
  for (const said of [
    'nothing was deployed',
    'stage A',
    'tokenissuer',
    'it needs --region R',
    'it needs --param tokenI',
  ])
    expect(errors).toContain(said);
  expect(asked).toEqual([]);
});

test('a template is made without account, region and issuer, and what a deployment needs beside is said', async () => {
  const directory = temporaryDirectory();
  const { code, output } = await tahini(['package', '--package', directory], NOWHERE, copy).ended;
  expect(code).toBe(0);
  expect(output).toContain('package stage dev');
  expect(output).toContain('to be deployed it also needs --region R');
  const template = readFileSync(join(directory, 'cloudformation-template-update-stack.json'), 'utf8');
  expect(JSON.parse(template).Resources.SubjectsTable.Properties.TableName).toBe('tahini-dev-subjects');
});

test('a template with a mistake is not made', async () => {
  const { code, errors } = await tahini(['package', '--param', 'streamConcurrency=0'], NOWHERE).ended;
  expect(code).toBe(2);
  expect(errors).toContain('streamConcurrency=0: should be a whole number, at least 1');
});

describeWithJava('a stage', () => {
  const deploy = (stage: string, env: NodeJS.ProcessEnv) =>
    tahini(['deploy', '--stage', stage, '--region', REGION, ...ISSUER], env, copy).ended;

  test('that is not there yet is made without protection first, and not protected when that has failed', async () => {
    await ready();
    const { asked, env } = await nobody();
    const { code, output, errors } = await deploy('new', env);
    expect(output).toContain('deploy stage new, region us-east-1: the limits of any stage but prod');
    expect(output).toContain('first deployment: made without protection');
    expect(output).not.toContain('now protected');
    expect(output + errors).toContain('Deploying tahini to stage new');
    expect(asked.filter((body) => body.includes('StackName=tahini-new'))).not.toEqual([]);
    expect(code).not.toBe(0);
  });

  test('that is there stays protected all the while', async () => {
    const { stage, client, names } = await deployed();
    await client.send(new UpdateTableCommand({ TableName: names[0]!, DeletionProtectionEnabled: true }));
    const { output, errors } = await deploy(stage, (await nobody()).env);
    expect(output).not.toContain('without protection');
    expect(output + errors).toContain(`Deploying tahini to stage ${stage}`);
  });
});
