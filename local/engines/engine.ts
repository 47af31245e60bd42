import type { DynamoDBRecord } from 'aws-lambda';
import type { Table } from '../service/tables.ts';

/** A database on this machine that speaks DynamoDB, and the changes of its tables. */
export interface Engine {
  /** Where DynamoDB's own clients reach it. */
  endpoint: string;
  /** Creates what is not there yet and waits until it can be used. */
  createTables(tables: readonly Table[]): Promise<void>;
  /** The changes of a table for one reader, who is known by its name after a restart. */
  changes(tableName: string, reader: string, from: 'TRIM_HORIZON' | 'LATEST'): Promise<Changes>;
  close(): Promise<void>;
}

/** A change in the shape Lambda receives it. */
export type Change = DynamoDBRecord & { dynamodb: { SequenceNumber: string } };

/** One reader's place in a stream. It only moves by `commit`, and it outlives the process where the items do. */
export interface Changes {
  /** The oldest changes that are not committed, in commit order; reading again gives them again. */
  read(limit: number): Promise<Change[]>;
  /** These, just read, are finished with for good. */
  commit(finished: readonly Change[]): Promise<void>;
  /** Resolves when there may be more to read, or at once when the signal says stop. */
  wait(signal: AbortSignal): Promise<void>;
}

// AWS keys are never needed and never used: the endpoint is always one of this machine's own choosing.
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
export const REGION = 'us-east-1';

/** What every DynamoDB client needs to reach an engine, and nothing else. */
export function clientConfig(endpoint: string) {
  return { endpoint, region: REGION, credentials: CREDENTIALS };
}
