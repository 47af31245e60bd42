// What a function tells of itself, for tests that call one without a Lambda around it:
//
//   const told = listen();                 // told.telemetry for the function; told.lines and told.counts for the test
//   await handler(event, CONTEXT);

import type { Context } from 'aws-lambda';
import type { Log } from '../../lib/http/log-events.ts';
import type { Counter, Gauge, Telemetry } from '../../lib/http/telemetry.ts';

export const CONTEXT: Context = {
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  functionName: 'score-on-change',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:score-on-change',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/score-on-change',
  logStreamName: 'test',
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

export interface Told {
  telemetry: Telemetry;
  lines: Record<string, unknown>[];
  counts: Map<Counter, number>;
  measured: Map<Gauge, number>;
}

export function listen(): Told {
  const lines: Told['lines'] = [];
  const counts: Told['counts'] = new Map();
  const measured: Told['measured'] = new Map();
  const log: Log = (event, fields) => void lines.push({ event, ...fields });
  const telemetry: Telemetry = {
    log,
    count: (counter, times = 1) => void counts.set(counter, (counts.get(counter) ?? 0) + times),
    measure: (gauge, value) => void measured.set(gauge, value),
    coldStart: () => {},
    flush: () => {},
    nameOf: (subjectId) => subjectId && `hash of ${subjectId.length} letters`,
  };
  return { telemetry, lines, counts, measured };
}
