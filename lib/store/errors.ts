import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { StoreError, TahiniError } from '../errors.ts';

const BUSY = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
  'InternalServerError',
  'ServiceUnavailable',
  'TransactionConflictException',
  // The SDK's name for a connection that broke, after its own retries.
  'TimeoutError',
]);

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
]);

/** Runs a call; what passes by itself becomes `throttled`, so that the caller is told to come again. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isBusy(error)) {
      throw new TahiniError('throttled', 'The store is busy.', { retryAfter: 2 });
    }
    throw new StoreError(error);
  }
}

/** Also what names no error of DynamoDB's: a connection that cannot be had, an answer of something in between. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: unknown };
  return BUSY.has(error.name) || UNREACHABLE.has(String(code)) || ($metadata?.httpStatusCode ?? 0) >= 500;
}

/** Runs a conditional write: false when its condition did not hold. */
export async function ifHolds(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await calling(write);
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.cause instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
