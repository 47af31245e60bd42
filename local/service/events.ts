import { type Fields, fieldsOf, listOf, numberOf, onlyKeys, refuse, reportsItemFailures, textOf } from './checks.ts';
import type { Table } from './tables.ts';

export interface Route {
  functionName: string;
  method: string;
  path: string;
}

export interface StreamTrigger {
  functionName: string;
  tableName: string;
  batchSize: number;
  /** Further tries after the first; Infinity as on AWS when nothing is said. */
  retries: number;
  /** A failed record older than this is given up; Infinity when nothing is said. */
  maxAgeSeconds: number;
  bisect: boolean;
  reportsItemFailures: boolean;
  from: 'TRIM_HORIZON' | 'LATEST';
  filterPatterns: Fields[];
}

const STREAM_KEYS = ['type', 'arn', 'startingPosition', 'batchSize', 'maximumRetryAttempts', 'functionResponseType'];
const MORE_STREAM_KEYS = ['bisectBatchOnFunctionError', 'filterPatterns', 'maximumRecordAgeInSeconds'];
// What these change cannot be seen on one machine: timing, parallelism, and where failures go (locally: always to files).
const ON_AWS_ONLY = ['batchWindow', 'parallelizationFactor', 'destinations'];

export function readRoute(functionName: string, value: unknown, where: string): Route {
  if (typeof value === 'string') {
    const [method, path, ...rest] = value.split(' ');
    if (!method || !path?.startsWith('/') || rest.length > 0) refuse(where, "should read like 'GET /path'");
    return { functionName, method: method.toUpperCase(), path };
  }
  const fields = fieldsOf(value, where);
  onlyKeys(fields, ['method', 'path'], where);
  const method = textOf(fields.method, `${where}.method`).toUpperCase();
  return { functionName, method, path: textOf(fields.path, `${where}.path`) };
}

/** `tables` is by logical id. */
export function readStream(
  functionName: string,
  value: unknown,
  tables: ReadonlyMap<string, Table>,
  where: string,
): StreamTrigger {
  const fields = fieldsOf(value, where);
  onlyKeys(fields, [...STREAM_KEYS, ...MORE_STREAM_KEYS, ...ON_AWS_ONLY], where);
  if (fields.type !== 'dynamodb') refuse(`${where}.type`, "should be 'dynamodb'");
  const limit = (key: string) => {
    const value = numberOf(fields[key] ?? -1, `${where}.${key}`);
    return value < 0 ? Number.POSITIVE_INFINITY : value;
  };
  return {
    functionName,
    tableName: tableOf(fields.arn, tables, `${where}.arn`),
    batchSize: numberOf(fields.batchSize ?? 100, `${where}.batchSize`),
    retries: limit('maximumRetryAttempts'),
    maxAgeSeconds: limit('maximumRecordAgeInSeconds'),
    bisect: fields.bisectBatchOnFunctionError === true,
    reportsItemFailures: reportsItemFailures(fields.functionResponseType, where),
    from: startOf(fields.startingPosition, where),
    filterPatterns: listOf(fields.filterPatterns ?? [], `${where}.filterPatterns`).map((pattern) =>
      fieldsOf(pattern, `${where}.filterPatterns`),
    ),
  };
}

function tableOf(arn: unknown, tables: ReadonlyMap<string, Table>, where: string): string {
  const parts = fieldsOf(arn, where)['Fn::GetAtt'];
  const [logicalId, attribute] = Array.isArray(parts) ? parts : [];
  const table = tables.get(logicalId);
  if (table === undefined || attribute !== 'StreamArn')
    refuse(where, 'should be !GetAtt <a table of this file>.StreamArn');
  return table.create.TableName;
}

function startOf(value: unknown, where: string): StreamTrigger['from'] {
  if (value !== 'TRIM_HORIZON' && value !== 'LATEST') {
    refuse(`${where}.startingPosition`, 'should be TRIM_HORIZON or LATEST');
  }
  return value;
}
