import type { Mutation, Properties } from './spoilt.ts';

const FUNCTION = 'UpsertDashprofileLambdaFunction';
const statements = (role: Properties) => role.Policies[0].PolicyDocument.Statement;
const forTables = (role: Properties) => statements(role).find(({ Sid }: Properties) => Sid === 'KeyForTables');

/** What a role must not be. */
export const ROLES: Mutation[] = [
  ['an action with a *', (of) => statements(of('GetProfileRole'))[0].Action.push('dynamodb:*'), /allows dynamodb:\*/],
  ['any resource', (of) => (statements(of('GetProfileRole'))[0].Resource = '*'), /allows dynamodb:Query on \*/],
  [
    'every index of a table',
    (of) => (statements(of('GetProfileRole'))[0].Resource = { 'Fn::Sub': `\${SubjectsTable.Arn}/*` }),
    /on \$\{SubjectsTable\.Arn\}\/\*/,
  ],
  [
    'a managed policy',
    (of) => (of('GetProfileRole').ManagedPolicyArns = ['arn:aws:iam::aws:policy/x']),
    /managed policies/,
  ],
  [
    'a role for two',
    (of) => (of(FUNCTION).Role = { 'Fn::GetAtt': ['GetProfileRole', 'Arn'] }),
    /is shared by upsert-profile, get-profile/,
  ],
  ['a role from elsewhere', (of) => (of(FUNCTION).Role = 'arn:aws:iam::1:role/x'), /upsert-profile has no role/],
  [
    'a role of nobody',
    (of, t) => (t.Resources.Spare = structuredClone({ Type: 'AWS::IAM::Role', Properties: of('GetProfileRole') })),
    /Spare is nobody's/,
  ],
  [
    'a role that anybody may take',
    (of) => (of('GetProfileRole').AssumeRolePolicyDocument.Statement[0].Principal = '*'),
    /trusts/,
  ],
  [
    'a policy beside the roles',
    (_of, t) => (t.Resources.Extra = { Type: 'AWS::IAM::Policy', Properties: {} }),
    /Extra grants beside/,
  ],
];

/** What a role has too much or too little of, against what its function is seen to do. */
export const UNLIKE_WHAT_IS_SEEN: Mutation[] = [
  [
    'too little',
    (of) => statements(of('UpsertProfileRole'))[0].Action.pop(),
    /^upsert-profile lacks dynamodb:PutItem on/,
  ],
  [
    'too much',
    (of) => statements(of('GetProfileRole'))[0].Action.push('dynamodb:DeleteItem'),
    /^get-profile does not need dynamodb:DeleteItem on \$\{SubjectsTable\.Arn\}$/,
  ],
  ['no key for its table', (of) => forTables(of('GetProfileRole')).Action.shift(), /^get-profile lacks kms:Decrypt on/],
  [
    'a key to encrypt, for a reader',
    (of) => forTables(of('GetProfileRole')).Action.push('kms:Encrypt'),
    /^get-profile does not need kms:Encrypt/,
  ],
  [
    'no lines of its own',
    (of) => statements(of('GetProfileRole')).at(-1).Action.pop(),
    /^get-profile lacks logs:PutLogEvents on \$\{GetDashprofileLogGroup\.Arn\}$/,
  ],
  [
    'a way to what others set aside',
    (of) =>
      (operations(of('ScoreOnChangeRole')).Condition['ForAllValues:StringEquals'] = {
        'dynamodb:LeadingKeys': ['failure#'],
      }),
    /^score-on-change lacks dynamodb:PutItem on \$\{OperationsTable\.Arn\} if dynamodb:LeadingKeys .* failure#tahini-dev-score-on-change$/,
  ],
  [
    'a way to everything in the table of all',
    (of) => delete operations(of('ComputeScoreRole')).Condition,
    /^compute-score does not need dynamodb:UpdateItem on \$\{OperationsTable\.Arn\}$/,
  ],
  [
    'a way to seal as anybody',
    (of) => delete statements(of('ManagePartnersRole'))[indexOf(of('ManagePartnersRole'), 'SealSecrets')].Condition,
    /^manage-partners does not need kms:Encrypt on \$\{DataKey\.Arn\}$/,
  ],
  [
    'a way to open what it sealed',
    (of) =>
      statements(of('ManagePartnersRole'))[indexOf(of('ManagePartnersRole'), 'SealSecrets')].Action.push('kms:Decrypt'),
    /^manage-partners does not need kms:Decrypt on .*:owner/,
  ],
  [
    'no way to the bucket',
    (of) => statements(of('PublishChangeRole')).splice(indexOf(of('PublishChangeRole'), 'Failures'), 1),
    /^publish-change lacks s3:PutObject on \$\{FailuresBucket\.Arn\}\/\*$/,
  ],
];

function operations(role: Properties): Properties {
  return statements(role)[indexOf(role, 'Operations')];
}

function indexOf(role: Properties, sid: string): number {
  return statements(role).findIndex(({ Sid }: { Sid: string }) => Sid === sid);
}
