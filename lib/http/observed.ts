import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { TahiniError } from '../errors.ts';
import type { Telemetry } from './telemetry.ts';

/** The middy stack under every function: cold starts are counted, and what was counted is written at the end. */
export function observed<Event, Reply>(telemetry: Telemetry) {
  return middy<Event, Reply>({ timeoutEarlyInMillis: 200, timeoutEarlyResponse: outOfTime }).use({
    before: ({ context }: { context: Context }) => telemetry.coldStart(context.functionName),
    after: telemetry.flush,
    onError: telemetry.flush,
  });
}

/** Only waiting takes that long, and only the store is waited for. */
function outOfTime(): never {
  throw new TahiniError('throttled', 'The store took too long.', { retryAfter: 2 });
}
