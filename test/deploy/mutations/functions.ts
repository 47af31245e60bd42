import type { Mutation } from './spoilt.ts';

const FUNCTION = 'UpsertDashprofileLambdaFunction';

/** How a function runs otherwise than it was meant to. */
export const FUNCTIONS: Mutation[] = [
  ['an old runtime', (of) => (of(FUNCTION).Runtime = 'nodejs20.x'), /Node 24/],
  ['another processor', (of) => (of(FUNCTION).Architectures = ['x86_64']), /arm64/],
  ['little time', (of) => (of(FUNCTION).Timeout = 3), /little memory or time/],
  ['an environment under another key', (of) => delete of(FUNCTION).KmsKeyArn, /not under the key/],
  ['no share', (of) => delete of(FUNCTION).ReservedConcurrentExecutions, /no share/],
  [
    'a share smaller than the stream',
    (of) => (of('PublishDashchangeLambdaFunction').ReservedConcurrentExecutions['Fn::If'][1] = 3),
    /all shards/,
  ],
  ['logs as text', (of) => delete of(FUNCTION).LoggingConfig, /does not log JSON/],
  ['logs for ever', (of) => delete of('UpsertDashprofileLogGroup').RetentionInDays, /kept for ever/],
  ['no log group', (_of, t) => delete t.Resources.UpsertDashprofileLogGroup, /log group of its own/],
  ['an unknown variable', (of) => (of(FUNCTION).Environment.Variables.TABEL = 'x'), /does not know/],
  [
    'a variable of one machine',
    (of) => (of(FUNCTION).Environment.Variables.DYNAMODB_ENDPOINT = 'http://x/'),
    /does not know/,
  ],
  ['a missing variable', (of) => delete of(FUNCTION).Environment.Variables.LOG_LEVEL, /lacks LOG_LEVEL/],
  ['another default', (of) => (of(FUNCTION).Environment.Variables.SIMULATIONS_PER_HOUR = '6'), /other defaults/],
  [
    'tables that are swapped',
    (of) => (of(FUNCTION).Environment.Variables.DECISIONS_TABLE = { Ref: 'SubjectsTable' }),
    /another table/,
  ],
  [
    'partners’ secrets under another key',
    (of) => (of(FUNCTION).Environment.Variables.SECRETS_KMS_KEY = 'arn:aws:kms:us-east-1:123456789012:key/k'),
    /another key as SECRETS_KMS_KEY/,
  ],
  [
    'a secret in the clear',
    (of) => (of(FUNCTION).Environment.Variables.LOG_HASH_KEY = 'k'.repeat(40)),
    /shows its secret/,
  ],
];
