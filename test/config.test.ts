import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../lib/config.ts';
import { problemsOf } from './support/write-card.ts';

const FULL = {
  SUBJECTS_TABLE: 'subjects',
  DECISIONS_TABLE: 'decisions',
  OPERATIONS_TABLE: 'operations',
  SWEEP_QUEUE_URL: 'https://sqs.example/sweep',
  EVENTS_QUEUE_URL: 'https://sqs.example/events',
  DELIVERY_QUEUE_URL: 'https://sqs.example/deliveries',
  TOKEN_ISSUER: 'https://login.example.com/',
  TOKEN_AUDIENCE: 'tahini',
  LOG_HASH_KEY: 'k'.repeat(32),
  SECRETS_KMS_KEY: 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555',
};
const LOCAL = { ...FULL, DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' };
/** The variables that are named, each once. */
const named = (env: Record<string, string | undefined>) => [
  ...new Set(problemsOf(() => readConfig(env)).map((problem) => /^(\w+): \S/.exec(problem)?.[1])),
];

test('what is not set has a default that is safe', () => {
  expect(readConfig(FULL)).toEqual({
    tables: { subjects: 'subjects', decisions: 'decisions', operations: 'operations' },
    sweep: { queueUrl: 'https://sqs.example/sweep', workers: 10 },
    events: { queueUrl: 'https://sqs.example/events' },
    deliveries: { queueUrl: 'https://sqs.example/deliveries' },
    tokens: {
      issuer: 'https://login.example.com/',
      audience: ['tahini'],
      keysUrl: 'https://login.example.com/.well-known/jwks.json',
    },
    secrets: { kmsKey: FULL.SECRETS_KMS_KEY, localKey: undefined },
    dynamodbEndpoint: undefined,
    dictionaryFile: undefined,
    scorecardFile: undefined,
    activationSeq: 1,
    decisionRetentionDays: 1826,
    simulationsPerHour: 60,
    clockDaysAhead: 0,
    telemetry: { hashKey: 'k'.repeat(32), level: 'INFO', service: 'tahini', metricsNamespace: undefined },
  });
});

test.each(Object.keys(FULL))('without %s nothing starts, and the answer names it', (name) => {
  expect(named({ ...FULL, [name]: undefined })).toEqual([name]);
  expect(named({ ...FULL, [name]: '' })).toEqual([name]);
});

test('tokens may be meant for one of several', () => {
  const { tokens } = readConfig({ ...FULL, TOKEN_AUDIENCE: 'app-client,bank-client' });
  expect(tokens.audience).toEqual(['app-client', 'bank-client']);
  for (const wrong of [',', 'a,', ',a', 'a, b', ' '])
    expect(named({ ...FULL, TOKEN_AUDIENCE: wrong })).toEqual(['TOKEN_AUDIENCE']);
});

test('everything wrong is named at once', () => {
  expect(named({ TOKEN_ISSUER: 'nobody', ACTIVATION_SEQ: '0' })).toEqual([
    'SUBJECTS_TABLE',
    'DECISIONS_TABLE',
    'OPERATIONS_TABLE',
    'SWEEP_QUEUE_URL',
    'DELIVERY_QUEUE_URL',
    'EVENTS_QUEUE_URL',
    'TOKEN_ISSUER',
    'TOKEN_AUDIENCE',
    'ACTIVATION_SEQ',
    'LOG_HASH_KEY',
  ]);
});

describe('keys and tokens come over https only', () => {
  test.each([
    'http://login.example.com/',
    'http://localhost.example.com/',
    'http://localhost@example.com/',
    'http://localhost:80@example.com/',
    'http://127.0.0.1.example.com/',
    'http://127.0.0.2/',
    'http://0.0.0.0/',
    'http://169.254.169.254/latest/meta-data/',
    'ftp://login.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'login.example.com',
  ])('%s is refused', (url) => {
    expect(named({ ...FULL, TOKEN_ISSUER: url })).toEqual(['TOKEN_ISSUER']);
    expect(named({ ...FULL, TOKEN_KEYS_URL: url })).toEqual(['TOKEN_KEYS_URL']);
  });
  test.each([
    'http://localhost/issuer',
    'http://localhost:3000/',
    'http://127.0.0.1:3000/keys',
    'https://login.example.com',
  ])('%s is taken', (url) => {
    expect(named({ ...FULL, TOKEN_ISSUER: url, TOKEN_KEYS_URL: url })).toEqual([]);
  });
});

test('the clock moves on one machine only', () => {
  expect(named({ ...FULL, CLOCK_DAYS_AHEAD: '1' })).toEqual(['CLOCK_DAYS_AHEAD']);
  expect(named({ ...FULL, CLOCK_DAYS_AHEAD: '0' })).toEqual([]);
  expect(readConfig({ ...LOCAL, CLOCK_DAYS_AHEAD: '90' }).clockDaysAhead).toBe(90);
});

test('partners’ secrets are sealed by KMS, or on one machine by a key of its own, and never by both', () => {
  const key = 'a1'.repeat(32);
  const here = { ...LOCAL, SECRETS_KMS_KEY: undefined };
  expect(readConfig({ ...here, SECRETS_KEY: key }).secrets).toEqual({ kmsKey: undefined, localKey: key });
  expect(readConfig(LOCAL).secrets.kmsKey).toBe(FULL.SECRETS_KMS_KEY);
  expect(named(here)).toEqual(['SECRETS_KMS_KEY']);
  expect(named({ ...LOCAL, SECRETS_KEY: key })).toEqual(['SECRETS_KEY']);
  expect(named({ ...FULL, SECRETS_KEY: key })).toEqual(['SECRETS_KEY']);
  expect(named({ ...FULL, SECRETS_KEY: key, SECRETS_KMS_KEY: undefined })).toEqual(['SECRETS_KEY']);
  for (const wrong of ['alias/tahini', 'arn:aws:kms:eu-central-1:1:key/x', 'arn:aws:s3:::bucket'])
    expect(named({ ...FULL, SECRETS_KMS_KEY: wrong })).toEqual(['SECRETS_KMS_KEY']);
  for (const wrong of [key.slice(1), `${key}0`, key.toUpperCase(), 'z'.repeat(64)])
    expect(named({ ...here, SECRETS_KEY: wrong })).toEqual(['SECRETS_KEY']);
});

test.each([
  ['ACTIVATION_SEQ', ['0', '-1', '1.5', 'two', '1000000', 'Infinity', 'NaN']],
  ['DECISION_RETENTION_DAYS', ['0', '-1', '36501', 'long']],
  ['SIMULATIONS_PER_HOUR', ['0', '-1', '0.5', 'many']],
  ['CLOCK_DAYS_AHEAD', ['-1', '0.5', '36501', 'later']],
  ['DYNAMODB_ENDPOINT', ['here', '127.0.0.1:8000']],
])('%s is a number or an address within bounds, or it is named', (name, values) => {
  for (const value of values) expect(named({ ...LOCAL, [name]: value }), value).toEqual([name]);
});

test('a function without an issuer ends at its start and names the variable, as Lambda would see it', () => {
  const { TOKEN_ISSUER: _none, ...rest } = FULL;
  const start = () =>
    execFileSync(process.execPath, ['functions/upsert-profile.ts'], {
      env: { PATH: process.env.PATH ?? '', AWS_REGION: 'us-east-1', ...rest },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(start).toThrow(/TOKEN_ISSUER: /);
});
