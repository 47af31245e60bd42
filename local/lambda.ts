import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { LambdaFunction } from './service.ts';

export type Handler = (event: unknown, context: Context) => unknown;

export class FunctionTimeout extends Error {}

/** Calls a handler the way Lambda does: an event that went through JSON, a context, and an end to its time. */
export async function invoke(handler: Handler, about: LambdaFunction, event: unknown): Promise<unknown> {
  const deadline = Date.now() + about.timeoutSeconds * 1000;
  const context = createContext(about, () => Math.max(0, deadline - Date.now()));
  const { promise, reject } = Promise.withResolvers<never>();
  const message = `${about.name} timed out after ${about.timeoutSeconds} seconds`;
  const timer = setTimeout(() => reject(new FunctionTimeout(message)), about.timeoutSeconds * 1000);
  try {
    return await Promise.race([handler(JSON.parse(JSON.stringify(event)), context), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The account of zeros says that it is a function of one machine. */
export function functionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}

function createContext({ name }: LambdaFunction, remaining: () => number): Context {
  return {
    awsRequestId: randomUUID(),
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn(name),
    memoryLimitInMB: '512',
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: remaining,
    // Lambda's runtime for Node 24 no longer has these; the type still names them.
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
