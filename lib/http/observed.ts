import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Telemetry } from './telemetry.ts';

/** The middy stack under every function: cold starts are counted, and what was counted is written at the end. */
export function observed<Event, Reply>(telemetry: Telemetry) {
  return middy<Event, Reply>().use({
    before: ({ context }: { context: Context }) => telemetry.coldStart(context.functionName),
    after: telemetry.flush,
    onError: telemetry.flush,
  });
}
