import type { Context } from 'aws-lambda';
import { watchCalls } from './calls.ts';
import { catchOutput } from './output.ts';

export type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** Means over the invocations of one round. */
export interface Sample {
  cpuMs: number;
  wallMs: number;
  calls: number;
  callsInSeries: number;
  replyBytes: number;
  logBytes: number;
  logLines: number;
}

const CONTEXT = {
  awsRequestId: 'a5f9e0c2-7d3b-4a51-9f6e-0c1d2e3f4a5b',
  functionName: 'tahini-dev-function-under-measurement',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:tahini-dev-function-under-measurement',
  getRemainingTimeInMillis: () => 10_000,
} as unknown as Context;

/** Invokes a warm handler once per event. Reading the event's JSON and writing the reply's is part of what is billed. */
export async function invokeEach(
  handler: Handler,
  events: readonly unknown[],
  check: (reply: unknown) => void,
): Promise<Sample> {
  const texts = events.map((event) => JSON.stringify(event));
  let [cpuMs, wallMs, replyBytes] = [0, 0, 0];
  const watched = await watchCalls(() =>
    catchOutput(async () => {
      for (const text of texts) {
        const cpu = process.cpuUsage();
        const start = performance.now();
        const reply = await handler(JSON.parse(text), CONTEXT);
        JSON.stringify(reply);
        wallMs += performance.now() - start;
        const { user, system } = process.cpuUsage(cpu);
        cpuMs += (user + system) / 1000;
        replyBytes += Buffer.byteLength(bodyOf(reply));
        check(reply);
      }
    }),
  );
  const { result: caught, calls } = watched;
  const each = (total: number) => total / texts.length;
  return {
    cpuMs: each(cpuMs),
    wallMs: each(wallMs),
    calls: each(calls.count),
    callsInSeries: each(calls.inSeries),
    replyBytes: each(replyBytes),
    logBytes: each(caught.output.bytes),
    logLines: each(caught.output.lines),
  };
}

function bodyOf(reply: unknown): string {
  return (reply as { body?: string } | undefined)?.body ?? '';
}
