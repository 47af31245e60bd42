import { type FunctionRole, grantsOf } from '../../bin/deploy/iam.ts';
import { idOf, ofType, type Template, textOf } from '../../bin/deploy/template.ts';
import type { Seen } from './observe.ts';

const READS = new Set(['GetItem', 'Query', 'BatchGetItem', 'Scan', 'DescribeTable']);
const OF_SQS = viaService('sqs');
const OF_DYNAMODB = viaService('dynamodb');
const TO_READ = ['Decrypt', 'DescribeKey'];
const TO_WRITE = [
  ...TO_READ,
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];
const OF_STREAMS = ['DescribeStream', 'GetShardIterator', 'GetRecords', 'ListStreams'];

/** One line per need: `action on resource if condition`, in the notation of `Fn::Sub`. */
export function needsOf({ name, functionId }: FunctionRole, template: Template, seen: readonly Seen[]): Set<string> {
  const all = seen.filter(({ functionName }) => functionName === name);
  const kms = all.filter(({ table }) => table === 'kms');
  const own = all.filter((each) => !kms.includes(each) && !each.operation.startsWith('SendMessage'));
  const { FunctionName } = template.Resources[functionId]!.Properties;
  const needs = own.map((each) => {
    const id = tableId(template, each.table);
    return need(`dynamodb:${each.operation}`, `\${${id}.Arn}`, leadingKey(id, each.key, FunctionName));
  });
  const key = own.every(({ operation }) => READS.has(operation)) ? TO_READ : TO_WRITE;
  if (own.length > 0) needs.push(...key.map((action) => need(`kms:${action}`, KEY, OF_DYNAMODB)));
  const arn = `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${FunctionName}`;
  needs.push(need('kms:Decrypt', KEY, `kms:EncryptionContext:aws:lambda:FunctionArn StringEquals ${arn}`));
  const logs = `\${${functionId.replace('LambdaFunction', 'LogGroup')}.Arn}`;
  needs.push(need('logs:CreateLogStream', logs), need('logs:PutLogEvents', logs));
  const sends = all.filter((each) => !own.includes(each) && !kms.includes(each));
  needs.push(...needsOfSecrets(kms));
  return new Set([...needs, ...needsOfStreams(functionId, template), ...needsOfQueues(functionId, template, sends)]);
}

const KEY = `\${DataKey.Arn}`;

function need(action: string, resource: string, condition = ''): string {
  return `${action} on ${resource}${condition && ` if ${condition}`}`;
}

function viaService(service: string): string {
  return `kms:ViaService StringEquals ${service}.\${AWS::Region}.\${AWS::URLSuffix}`;
}

/** Of whom a function seals or opens secrets: of partners, or of their subscriptions. */
function needsOfSecrets(seen: readonly Seen[]): string[] {
  return [...Map.groupBy(seen, ({ operation }) => operation)].map(([operation, calls]) => {
    const owners = new Set(calls.map(({ key }) => `${key.split(':')[0]}:*`));
    return need(`kms:${operation}`, KEY, `kms:EncryptionContext:owner StringLike ${[...owners].toSorted().join(', ')}`);
  });
}

/** On the table that everything shares, a function may touch its own kind of item only. */
function leadingKey(table: string, key: string, functionName: string): string {
  if (table !== 'OperationsTable') return '';
  const kind = key.split('#')[0];
  if (kind === 'failure') return `dynamodb:LeadingKeys ForAllValues:StringEquals failure#${functionName}`;
  return `dynamodb:LeadingKeys ForAllValues:StringLike ${kind}#*`;
}

function needsOfStreams(functionId: string, template: Template): string[] {
  const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);
  return mappings
    .filter(({ FunctionName, EventSourceArn }) => idOf(FunctionName) === functionId && isStream(EventSourceArn))
    .flatMap(({ EventSourceArn, DestinationConfig }) => {
      const bucket = textOf(DestinationConfig?.OnFailure?.Destination);
      return [
        ...OF_STREAMS.map((action) => need(`dynamodb:${action}`, textOf(EventSourceArn))),
        need('s3:PutObject', `${bucket}/*`),
        need('s3:ListBucket', bucket),
        need('kms:GenerateDataKey', KEY, viaService('s3')),
      ];
    });
}

const OF_QUEUES = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

function needsOfQueues(functionId: string, template: Template, sends: readonly Seen[]): string[] {
  const read = ofType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(
      ([, { Properties }]) => idOf(Properties.FunctionName) === functionId && !isStream(Properties.EventSourceArn),
    )
    .flatMap(([, { Properties }]) =>
      OF_QUEUES.map((action) => need(`sqs:${action}`, textOf(Properties.EventSourceArn))),
    );
  const sent = sends.flatMap(({ table }) => [
    need('sqs:SendMessage', `\${${idNamed(template, 'AWS::SQS::Queue', 'QueueName', table)}.Arn}`),
    need('kms:GenerateDataKey', KEY, OF_SQS),
  ]);
  return [...read, ...sent, ...(read.length + sent.length > 0 ? [need('kms:Decrypt', KEY, OF_SQS)] : [])];
}

function isStream(arn: unknown): boolean {
  return textOf(arn).endsWith('.StreamArn}');
}

function tableId(template: Template, name: string): string {
  return idNamed(template, 'AWS::DynamoDB::Table', 'TableName', name);
}

function idNamed(template: Template, type: string, property: string, name: string): string {
  const found = ofType(template, type).find(([, { Properties }]) => Properties[property] === name);
  if (found === undefined) throw new Error(`the template has no ${type} ${name}`);
  return found[0];
}

/** What a role lacks, and what it allows beyond its function's needs. */
export function differences(role: FunctionRole, template: Template, seen: readonly Seen[]): string[] {
  const needs = needsOf(role, template, seen);
  const has = new Set(
    grantsOf(template, role.roleId).map(({ action, resource, condition }) => need(action, resource, condition)),
  );
  return [
    ...[...needs].filter((line) => !has.has(line)).map((line) => `${role.name} lacks ${line}`),
    ...[...has].filter((line) => !needs.has(line)).map((line) => `${role.name} does not need ${line}`),
  ];
}
