import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FailureDocument } from './document.ts';
import type { Invoke } from './hand-over.ts';

/** Where functions and tables are, for as long as a replay lasts. */
export interface Stack {
  client: DynamoDBClient;
  /** The Operations table that a function sets records aside in; on one machine there is but one. */
  operationsTable(functionName?: string): string;
  /** Why a document must not be handed in here; undefined when it may. Its own word for where it is from is not enough. */
  refuse(document: FailureDocument): Promise<string | undefined>;
  /** Without it documents are only listed. */
  invoke?: Invoke | undefined;
  close(): Promise<void>;
}

/** That of the functions of one machine. */
export const NO_ACCOUNT = '000000000000';
