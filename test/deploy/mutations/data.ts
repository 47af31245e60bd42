import type { Mutation } from './spoilt.ts';

/** How data is lost, or seen by others. */
export const DATA: Mutation[] = [
  ['a table with another key', (of) => delete of('SubjectsTable').SSESpecification, /SubjectsTable is not encrypted/],
  [
    'no recovery',
    (of) => (of('DecisionsTable').PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled = false),
    /recovered/,
  ],
  ['no protection', (of) => (of('SubjectsTable').DeletionProtectionEnabled = 'false'), /protected against deletion/],
  [
    'a table that goes with the stack',
    (_of, t) => (t.Resources.SubjectsTable!.DeletionPolicy = 'Delete'),
    /goes with the stack/,
  ],
  [
    'a table in the way of a second try',
    (_of, t) => (t.Resources.OperationsTable!.DeletionPolicy = 'Retain'),
    /first deployment fails/,
  ],
  [
    'a table that goes when replaced',
    (_of, t) => delete t.Resources.SubjectsTable!.UpdateReplacePolicy,
    /when it is replaced/,
  ],
  ['provisioned capacity', (of) => (of('OperationsTable').BillingMode = 'PROVISIONED'), /on demand/],
  ['no expiry', (of) => delete of('OperationsTable').TimeToLiveSpecification, /expires nothing/],
  ['a key that does not rotate', (of) => (of('DataKey').EnableKeyRotation = false), /does not rotate/],
  ['a key that goes first', (_of, t) => (t.Resources.DataKey!.DeletionPolicy = 'Delete'), /DataKey goes with/],
  [
    'a bucket in the way of a second try',
    (_of, t) => (t.Resources.FailuresBucket!.DeletionPolicy = 'Retain'),
    /first deployment fails/,
  ],
  [
    'a key for a service',
    (of) =>
      of('DataKey').KeyPolicy.Statement.push({ Principal: { Service: 's3.amazonaws.com' }, Action: 'kms:Decrypt' }),
    /others than roles/,
  ],
  [
    'a key of another account',
    (of) => (of('DataKey').KeyPolicy.Statement[0].Principal = { AWS: '*' }),
    /not ruled by the account/,
  ],
  [
    'an open bucket',
    (of) => (of('FailuresBucket').PublicAccessBlockConfiguration.BlockPublicAcls = false),
    /made public/,
  ],
  [
    'a bucket with another key',
    (of) => delete of('FailuresBucket').BucketEncryption,
    /FailuresBucket is not encrypted/,
  ],
  ['a bucket without TLS', (_of, t) => delete t.Resources.FailuresBucketPolicy, /without TLS/],
  [
    'records for a year',
    (of) => (of('FailuresBucket').LifecycleConfiguration.Rules[0].ExpirationInDays = 365),
    /two weeks/,
  ],
  ['versions', (of) => (of('FailuresBucket').VersioningConfiguration = { Status: 'Enabled' }), /former versions/],
  [
    'a topic that goes with the key',
    (of) => (of('AlarmTopic').KmsMasterKeyId = { Ref: 'DataKey' }),
    /AlarmTopic falls silent/,
  ],
  ['a secret in the template', (of) => (of('LogHashKey').SecretString = 'x'), /written in the template/],
  ['no secret', (_of, t) => delete t.Resources.LogHashKey, /there should be 1 of AWS::SecretsManager/],
];
