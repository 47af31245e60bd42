import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { localEnvironment } from '../../local/environment.ts';
import { Problem } from '../../local/problem.ts';
import { readService } from '../../local/service.ts';
import { temporaryDirectory } from '../support/local.ts';
import { SERVICE_FILE } from './fixtures/service.ts';

/** A copy of the fixture in which one text, wherever it is, is another. */
function changed(from: string, to: string): string {
  const directory = temporaryDirectory();
  cpSync(dirname(SERVICE_FILE), directory, { recursive: true });
  const files = ['serverless.yml', 'parts/tables.yml', 'parts/queues.yml'].map((name) => join(directory, name));
  const file = files.find((name) => readFileSync(name, 'utf8').includes(from));
  if (file === undefined) throw new Error(`the fixture has no ${from}`);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  return join(directory, 'serverless.yml');
}

test('one machine reads the same functions, routes, triggers and tables that AWS would be given', () => {
  const service = readService(SERVICE_FILE, { opt: { stage: 'trial' }, param: { place: 'there' } });
  const { functions, tables, environment, region } = service;
  expect(region).toBe('us-east-1');
  expect(environment).toEqual({
    THINGS_TABLE: 'fixture-trial-things',
    GREETING: 'hello',
    COLOR: 'green',
    PLACE: 'there',
  });
  expect(service.fromCloudFormation).toEqual(['LOG_HASH_KEY']);
  expect(functions.map(({ name, timeoutSeconds }) => [name, timeoutSeconds])).toEqual([
    ['echo', 2],
    ['slow', 0.1],
    ['broken', 2],
    ['watch', 60],
    ['work', 1],
  ]);
  expect(functions[0]?.routes[1]).toEqual({ functionName: 'echo', method: 'GET', path: '/v1/things/list' });
  expect(functions[3]?.environment).toEqual({ WATCHED: 'fixture-trial' });
  expect(functions[3]?.streams).toEqual([
    {
      functionName: 'watch',
      tableName: 'fixture-trial-things',
      batchSize: 10,
      retries: 2,
      maxAgeSeconds: Number.POSITIVE_INFINITY,
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

test('one machine reads the same queues and schedules that AWS would be given', () => {
  const { functions, queues } = readService(SERVICE_FILE);
  const [work, deadLetters] = [
    { name: 'fixture-dev-work', visibilitySeconds: 6, delaySeconds: 0, retentionSeconds: 4 * 86_400 },
    { name: 'fixture-dev-dead-letters', visibilitySeconds: 30, delaySeconds: 0, retentionSeconds: 14 * 86_400 },
  ];
  const queue = { ...work, redrive: { deadLetters: deadLetters.name, maxReceiveCount: 3 } };
  expect(queues).toEqual([queue, deadLetters]);
  const reading = { batchSize: 4, windowSeconds: 0, maxConcurrency: 3, reportsItemFailures: true };
  expect(functions[4]?.queues).toEqual([{ functionName: 'work', queue, ...reading }]);
  expect(functions[4]?.schedules).toMatchObject([{ expression: 'cron(0 2 6 * ? *)', input: '{"everyone":true}' }]);
  const next = functions[4]?.schedules[0]?.next(Date.UTC(2026, 11, 6)) ?? 0;
  expect(new Date(next).toISOString()).toBe('2027-01-05T23:00:00.000Z');
});

test('a schedule that is not enabled never comes due', () => {
  const off = changed('timezone: Africa/Nairobi', 'enabled: false');
  expect(readService(off).functions[4]?.schedules).toEqual([]);
});

test('one machine has a region of its own, whatever this shell is set to', () => {
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(readService('serverless.yml').region).toBe('us-east-1');
  expect(readService('serverless.yml', { opt: { region: 'eu-west-1' } }).region).toBe('eu-west-1');
});

test('the real serverless.yml is understood', () => {
  expect(readService('serverless.yml').functions.length).toBeGreaterThan(5);
});

test.each([
  ['an event of a kind that is not imitated', '- httpApi: GET /slow', '- alexaSkill: now', 'alexaSkill'],
  ['a misspelt key of a trigger', 'batchSize: 10', 'batchsize: 10', 'batchsize'],
  ['an unknown key of a function', 'memorySize: 256', 'memory: 256', 'functions.echo.memory'],
  ['a value that is a map and no function', 'GREETING: ', 'GREETING: { a: 1 } #', 'GREETING'],
  ['a variable without a value', 'greeting: hello, ', '', 'param:greeting'],
  ['a variable of the shell', 'param:greeting', 'env:HOME', 'env:HOME'],
  ['a place that cannot be looked up', 'param:greeting', 'ssm:/greeting', 'ssm:/greeting'],
  ['a stream of a table that is not there', 'arn: !GetAtt ThingsTable', 'arn: !GetAtt OtherTable', 'stream.arn'],
  ['a file that is not there', 'parts/tables.yml', 'parts/other.yml', 'other.yml'],
  ['resources of another kind of file', 'file(parts/tables.yml)', 'file(parts/tables.cjs)', 'resources[0]'],
  ['an unknown section of a template', 'Conditions:', 'Hooks:', 'resources[2].Hooks'],
  ['a table under a condition', 'DeletionPolicy: Retain', 'Condition: Told', 'ThingsTable.Condition'],
  [
    'a table that is defined twice',
    'OtherAlarm: { Type: AWS::CloudWatch::Alarm }',
    'ThingsTable: { Type: AWS::DynamoDB::Table }',
    'ThingsTable',
  ],
  ['a table that is changed elsewhere', 'WatchLambdaFunction:', 'ThingsTable:', 'extensions.ThingsTable'],
  ['a queue that keeps order', 'QueueName: ', 'FifoQueue: true #', 'FifoQueue'],
  ['a queue that is not there', '!GetAtt WorkQueue.Arn', '!GetAtt OtherQueue.Arn', 'sqs.arn'],
  ['dead letters that go nowhere', '!GetAtt DeadLetters.Arn', '!GetAtt Gone.Arn', 'deadLetterTargetArn'],
  ['a queue that hides messages too long', 'VisibilityTimeout: 6', 'VisibilityTimeout: 43201', 'VisibilityTimeout'],
  ['a queue that hides messages too shortly', 'VisibilityTimeout: 6', 'VisibilityTimeout: 0', 'timeout of work'],
  ['a batch that AWS would refuse', 'batchSize: 4', 'batchSize: 11', 'maximumBatchingWindow'],
  ['a key of a queue that is not imitated', 'batchSize: 4', 'filterPatterns: []', 'sqs.filterPatterns'],
  ['a queue that is changed elsewhere', 'WatchLambdaFunction:', 'WorkQueue:', 'extensions.WorkQueue'],
  ['a rule instead of a schedule', 'method: scheduler', 'method: eventBus', 'schedule.method'],
  ['a day of both kinds', 'cron(0 2 6 * ? *)', 'cron(0 2 6 * 2 *)', "schedule.rate should have '?'"],
  ['a rate without its plural', 'cron(0 2 6 * ? *)', 'rate(5 minute)', "'rate(2 minutes)'"],
  ['a single time', 'cron(0 2 6 * ? *)', 'at(2027-01-01T00:00:00)', 'schedule.rate'],
  ['a place that has no time', 'Africa/Nairobi', 'Africa/Atlantis', 'schedule.timezone'],
  ['a key of a schedule that is not imitated', 'timezone: ', 'inputPath: ', 'schedule.inputPath'],
  ['text that is not YAML', 'functions:', 'functions: [', 'serverless.yml'],
])('%s is refused by name, never ignored', (_what, from, to, named) => {
  const file = changed(from, to);
  const read = () => readService(file);
  expect(read).toThrow(Problem);
  expect(read).toThrow(named);
});

test.each([
  ['of all functions', 'GREETING: ', 'GREETING: !GetAtt Alarm.Arn #', 'GREETING'],
  ['of one function', 'WATCHED: ', 'WATCHED: !Ref Alarm #', 'WATCHED'],
  ['that is looked up on AWS', 'GREETING: ', "GREETING: '{{resolve:ssm:greeting}}' #", 'GREETING'],
])('a variable %s that only AWS can fill in is demanded of this machine by name', (_whose, from, to, name) => {
  const service = readService(changed(from, to));
  expect(service.fromCloudFormation).toEqual(expect.arrayContaining(['LOG_HASH_KEY', name]));
  const environments = [service.environment, ...service.functions.map(({ environment }) => environment)];
  for (const environment of environments) expect(environment).not.toHaveProperty(name);
  expect(() => localEnvironment(service, 'http://127.0.0.1:1')).toThrow(`only AWS knows ${name}`);
});

test('a filter that the local run could not honour is refused', async () => {
  const { compileFilter } = await import('../../local/streams/filter.ts');
  expect(() => compileFilter([{ n: [{ numeric: ['>', 1] }] }])).toThrow("filter on 'n'");
});
