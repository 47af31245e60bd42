import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Problem } from '../../local/problem.ts';
import { readService } from '../../local/service.ts';
import { temporaryDirectory } from '../support/local.ts';
import { SERVICE_FILE } from './fixtures/service.ts';

function changed(from: string, to: string): string {
  const text = readFileSync(SERVICE_FILE, 'utf8');
  if (!text.includes(from)) throw new Error(`the fixture has no ${from}`);
  const file = join(temporaryDirectory(), 'serverless.yml');
  writeFileSync(file, text.replace(from, to));
  return file;
}

test('one machine reads the same functions, routes, triggers and tables that AWS would be given', () => {
  const { functions, tables, environment, region } = readService(SERVICE_FILE, { opt: { stage: 'trial' } });
  expect(region).toBe('us-east-1');
  expect(environment).toEqual({ THINGS_TABLE: 'fixture-trial-things', GREETING: 'hello' });
  expect(functions.map(({ name, timeoutSeconds }) => [name, timeoutSeconds])).toEqual([
    ['echo', 2],
    ['slow', 0.1],
    ['broken', 2],
    ['watch', 60],
  ]);
  expect(functions[0]?.routes[1]).toEqual({ functionName: 'echo', method: 'GET', path: '/v1/things/list' });
  expect(functions[3]?.environment).toEqual({ WATCHED: 'fixture-trial' });
  expect(functions[3]?.streams).toEqual([
    {
      functionName: 'watch',
      tableName: 'fixture-trial-things',
      batchSize: 10,
      retries: 2,
      bisect: true,
      reportsItemFailures: true,
      from: 'TRIM_HORIZON',
      filterPatterns: [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: [{ prefix: 'KEEP' }] } } } }],
    },
  ]);
  expect(tables).toMatchObject([
    {
      ttlAttribute: 'expiresAt',
      create: { StreamSpecification: { StreamEnabled: true }, BillingMode: 'PAY_PER_REQUEST' },
    },
  ]);
});

test('the real serverless.yml is understood', () => {
  expect(readService('serverless.yml').functions.length).toBeGreaterThan(5);
});

test.each([
  ['an event of a kind that is not imitated', '- httpApi: GET /slow', '- alexaSkill: now', 'alexaSkill'],
  ['a misspelt key of a trigger', 'batchSize: 10', 'batchsize: 10', 'batchsize'],
  ['an unknown key of a function', 'memorySize: 256', 'memory: 256', 'functions.echo.memory'],
  ['a value that only CloudFormation knows', 'GREETING: ', 'GREETING: !GetAtt Alarm.Arn #', 'GREETING'],
  ['a variable without a value', ", 'hello'}", '}', 'param:greeting'],
  ['a place that cannot be looked up', 'param:greeting', 'ssm:/greeting', 'ssm:/greeting'],
  ['a stream of a table that is not there', 'arn: !GetAtt ThingsTable', 'arn: !GetAtt OtherTable', 'stream.arn'],
  ['text that is not YAML', 'functions:', 'functions: [', 'serverless.yml'],
])('%s is refused by name, never ignored', (_what, from, to, named) => {
  const file = changed(from, to);
  const read = () => readService(file);
  expect(read).toThrow(Problem);
  expect(read).toThrow(named);
});

test('a filter that the local run could not honour is refused', async () => {
  const { compileFilter } = await import('../../local/streams/filter.ts');
  expect(() => compileFilter([{ n: [{ numeric: ['>', 1] }] }])).toThrow("filter on 'n'");
});
