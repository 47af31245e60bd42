import { type Fields, fieldsOf, onlyKeys, refuse, textOf, wholeWithin } from './checks.ts';

export interface Queue {
  name: string;
  /** How long a message that was received stays hidden. */
  visibilitySeconds: number;
  /** How long a message that was sent stays hidden, when its sender does not say. */
  delaySeconds: number;
  /** How long a message is kept that nobody could handle. */
  retentionSeconds: number;
  redrive?: Redrive;
}

export interface Redrive {
  /** The name of the queue that takes what failed too often. */
  deadLetters: string;
  maxReceiveCount: number;
}

const KEYS = ['QueueName', 'VisibilityTimeout', 'DelaySeconds', 'MessageRetentionPeriod', 'RedrivePolicy'];
const ON_AWS_ONLY = [
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
  'Tags',
];

/** Stands for the queues' address, which has a port only once they run; `localEnvironment` puts that in. */
export const QUEUES_ADDRESS = 'http://queues.invalid';

export function queueUrl({ name }: Queue, address = QUEUES_ADDRESS): string {
  return `${address}/000000000000/${name}`;
}

/** Reads the AWS::SQS::Queue resources, by logical id; FIFO queues are not imitated. */
export function readQueues(resources: ReadonlyMap<string, unknown>): Map<string, Queue> {
  const properties = new Map([...resources].map(([id, resource]) => [id, propertiesOf(id, resource)]));
  const names = new Map([...properties].map(([id, fields]) => [id, nameOf(id, fields)]));
  return new Map([...properties].map(([id, fields]) => [id, readQueue(id, fields, names)]));
}

const whereIs = (id: string) => `resources.Resources.${id}.Properties`;

function propertiesOf(id: string, resource: unknown): Fields {
  const fields = fieldsOf(fieldsOf(resource, whereIs(id)).Properties ?? {}, whereIs(id));
  onlyKeys(fields, [...KEYS, ...ON_AWS_ONLY], whereIs(id));
  return fields;
}

// Without a name CloudFormation makes one up; ours is the logical id.
function nameOf(id: string, { QueueName = id }: Fields): string {
  return textOf(QueueName, `${whereIs(id)}.QueueName`);
}

function readQueue(id: string, fields: Fields, names: Map<string, string>): Queue {
  const where = whereIs(id);
  const seconds = (key: string, otherwise: number, range: [number, number]) => {
    return wholeWithin(fields[key] ?? otherwise, range, `${where}.${key}`);
  };
  const queue = {
    name: names.get(id)!,
    visibilitySeconds: seconds('VisibilityTimeout', 30, [0, 43_200]),
    delaySeconds: seconds('DelaySeconds', 0, [0, 900]),
    retentionSeconds: seconds('MessageRetentionPeriod', 345_600, [60, 1_209_600]),
  };
  if (fields.RedrivePolicy === undefined) return queue;
  return { ...queue, redrive: readRedrive(fields.RedrivePolicy, names, `${where}.RedrivePolicy`) };
}

function readRedrive(value: unknown, names: Map<string, string>, where: string): Redrive {
  const fields = fieldsOf(value, where);
  onlyKeys(fields, ['deadLetterTargetArn', 'maxReceiveCount'], where);
  return {
    deadLetters: queueOf(fields.deadLetterTargetArn, names, `${where}.deadLetterTargetArn`),
    maxReceiveCount: wholeWithin(fields.maxReceiveCount, [1, 1000], `${where}.maxReceiveCount`),
  };
}

/** What a `!GetAtt Queue.Arn` stands for, among these by logical id. */
export function queueOf<T>(arn: unknown, queues: ReadonlyMap<string, T>, where: string): T {
  const parts = fieldsOf(arn, where)['Fn::GetAtt'];
  const [logicalId, attribute] = Array.isArray(parts) ? parts : [];
  const queue = queues.get(logicalId);
  if (queue === undefined || attribute !== 'Arn') refuse(where, 'should be !GetAtt <a queue of this file>.Arn');
  return queue;
}
