import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { fieldsOf, onlyKeys, refuse, textOf } from './checks.ts';

export interface Table {
  /** What CreateTable is given, on every engine alike. */
  create: CreateTableCommandInput & { TableName: string };
  ttlAttribute?: string;
}

const CREATED_WITH = ['AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];
const HANDLED = ['TableName', 'BillingMode', 'StreamSpecification', 'TimeToLiveSpecification'];
const ON_AWS_ONLY = [
  'DeletionProtectionEnabled',
  'OnDemandThroughput',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'Tags',
];

/** Reads one AWS::DynamoDB::Table of the template. */
export function readTable(logicalId: string, resource: unknown): Table {
  const where = `resources.Resources.${logicalId}.Properties`;
  const properties = fieldsOf(fieldsOf(resource, where).Properties, where);
  onlyKeys(properties, [...CREATED_WITH, ...HANDLED, ...ON_AWS_ONLY], where);
  const schema = Object.fromEntries(Object.entries(properties).filter(([key]) => CREATED_WITH.includes(key)));
  const create = {
    ...schema,
    TableName: textOf(properties.TableName, `${where}.TableName`),
    BillingMode: 'PAY_PER_REQUEST',
    ...streamOf(properties.StreamSpecification, where),
  } as Table['create'];
  const ttlAttribute = ttlOf(properties.TimeToLiveSpecification, where);
  return ttlAttribute === undefined ? { create } : { create, ttlAttribute };
}

function streamOf(value: unknown, where: string): Pick<CreateTableCommandInput, 'StreamSpecification'> {
  if (value === undefined) return {};
  const view = fieldsOf(value, `${where}.StreamSpecification`).StreamViewType;
  if (view !== 'NEW_AND_OLD_IMAGES') refuse(`${where}.StreamSpecification`, 'should be NEW_AND_OLD_IMAGES');
  return { StreamSpecification: { StreamEnabled: true, StreamViewType: view } };
}

function ttlOf(value: unknown, where: string): string | undefined {
  if (value === undefined) return undefined;
  const ttl = fieldsOf(value, `${where}.TimeToLiveSpecification`);
  if (ttl.Enabled === false) return undefined;
  return textOf(ttl.AttributeName, `${where}.TimeToLiveSpecification.AttributeName`);
}
