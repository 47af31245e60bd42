import { idOf, ofType, type Resource, type Template, textOf } from '../../../bin/deploy/template.ts';
import { problems } from './triggers.ts';

const KEY = `\${DataKey.Arn}`;

/** All that is kept is encrypted with the one key, can be recovered, and does not go by mistake. */
export function checkData(template: Template): string[] {
  return [
    ...each(template, 'AWS::DynamoDB::Table', 3, checkTable),
    ...each(template, 'AWS::KMS::Key', 1, checkKey),
    ...each(template, 'AWS::S3::Bucket', 2, (id, bucket) => checkBucket(id, bucket, template)),
    // Not with the key: it has to tell of that key's loss, and its messages are names of alarms and of calls.
    ...each(template, 'AWS::SNS::Topic', 1, (id, { Properties }) =>
      problems(id, [[Properties.KmsMasterKeyId === undefined, 'falls silent with the key that it has to tell of']]),
    ),
    ...each(template, 'AWS::SecretsManager::Secret', 1, checkSecret),
  ];
}

function each(
  template: Template,
  type: string,
  least: number,
  check: (id: string, resource: Resource) => string[],
): string[] {
  const found = ofType(template, type);
  if (found.length < least) return [`there should be ${least} of ${type}`];
  return found.flatMap(([id, resource]) => check(id, resource));
}

function checkTable(id: string, { Properties, DeletionPolicy, UpdateReplacePolicy }: Resource): string[] {
  const { SSESpecification: sse, PointInTimeRecoverySpecification: recovery } = Properties;
  return problems(id, [
    [Properties.BillingMode === 'PAY_PER_REQUEST', 'is not on demand'],
    [sse?.SSEEnabled === true && textOf(sse?.KMSMasterKeyId) === KEY, 'is not encrypted with the key'],
    [recovery?.PointInTimeRecoveryEnabled === true, 'cannot be recovered to a point in time'],
    [`${Properties.DeletionProtectionEnabled}` === 'true', 'is not protected against deletion'],
    ...staying(DeletionPolicy),
    [UpdateReplacePolicy === 'Retain', 'goes when it is replaced'],
    [Properties.TimeToLiveSpecification?.Enabled === true, 'expires nothing'],
  ]);
}

/** The account's own statement is the one exception from 'no wildcard': see deploy/keys.yml. */
function checkKey(id: string, { Properties, DeletionPolicy }: Resource): string[] {
  const [own, ...others]: { Principal: object }[] = Properties.KeyPolicy.Statement;
  return problems(id, [
    [Properties.EnableKeyRotation === true, 'does not rotate'],
    ...staying(DeletionPolicy),
    [/:iam::\$\{AWS::AccountId\}:root"/.test(JSON.stringify(own?.Principal)), 'is not ruled by the account'],
    [others.length === 0, 'serves others than roles of the account'],
  ]);
}

const PRIVATE = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

function checkBucket(id: string, { Properties, DeletionPolicy }: Resource, template: Template): string[] {
  const [encryption] = Properties.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
  const policy = ofType(template, 'AWS::S3::BucketPolicy').find(([, other]) => idOf(other.Properties.Bucket) === id);
  const closed = PRIVATE.every((way) => Properties.PublicAccessBlockConfiguration?.[way] === true);
  const common: [boolean, string][] = [
    [closed, 'could be made public'],
    [JSON.stringify(policy ?? '').includes('aws:SecureTransport'), 'can be reached without TLS'],
  ];
  // The framework's own, which holds packages and nobody's data.
  if (id === 'ServerlessDeploymentBucket') return problems(id, common);
  // The same for everybody, and by S3's own key, for the distribution has no right to ours; it goes with the stack.
  if (id === 'ConsoleBucket') {
    return problems(id, [
      ...common,
      [encryption?.ServerSideEncryptionByDefault?.SSEAlgorithm === 'AES256', 'is not encrypted'],
      [
        `${Properties.OwnershipControls?.Rules[0].ObjectOwnership}` === 'BucketOwnerEnforced',
        'may hold what others own',
      ],
      [DeletionPolicy === undefined, 'outlives the stack'],
    ]);
  }
  const [lifecycle] = Properties.LifecycleConfiguration?.Rules ?? [];
  return problems(id, [
    ...common,
    [textOf(encryption?.ServerSideEncryptionByDefault?.KMSMasterKeyID) === KEY, 'is not encrypted with the key'],
    [`${Properties.OwnershipControls?.Rules[0].ObjectOwnership}` === 'BucketOwnerEnforced', 'may hold what others own'],
    [lifecycle?.Status === 'Enabled' && lifecycle.ExpirationInDays === 14, 'keeps records longer than two weeks'],
    [Properties.VersioningConfiguration === undefined, 'keeps former versions beyond the two weeks'],
    ...staying(DeletionPolicy),
  ]);
}

/** It outlives the stack, but not a first deployment that fails: its name would be taken at the next try. */
function staying(policy: string | undefined): [boolean, string][] {
  return [
    [policy?.startsWith('Retain') === true, 'goes with the stack'],
    [policy !== 'Retain', 'stays when its first deployment fails'],
  ];
}

function checkSecret(id: string, { Properties }: Resource): string[] {
  const { GenerateSecretString: made, KmsKeyId } = Properties;
  return problems(id, [
    [textOf(KmsKeyId) === KEY, 'is not encrypted with the key'],
    [made?.PasswordLength >= 32 && made?.ExcludePunctuation === true, 'is too short, or hard to pass on'],
    [Properties.SecretString === undefined, 'is written in the template'],
  ]);
}
