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

/** Runs a call; what passes by itself becomes `throttled`, so that the caller is told to come again. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && BUSY.has(error.name)) {
      throw new TahiniError('throttled', 'The store is busy.', { retryAfter: 2 });
    }
    throw new StoreError(error);
  }
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
