import type { Inputs } from './inputs.ts';
import { countOf, timeOf } from './measured.ts';

export interface Work {
  cpuMs: number;
  callsInSeries: number;
}

/**
 * Milliseconds that Lambda bills: the waiting for DynamoDB, and the work, stretched as far as the function's share of a
 * CPU falls short of a whole one. More than one does not make it faster: the work is in one thread. Rounded up.
 */
export function billedMs({ cpuMs, callsInSeries }: Work, memoryMb: number, { assumptions }: Inputs): number {
  const stretch = Math.max(1, assumptions.fullCpuMb.value / memoryMb);
  return Math.ceil(Math.ceil(callsInSeries) * assumptions.dynamodbMs.value + cpuMs * stretch);
}

export function gbSeconds(ms: number, memoryMb: number): number {
  return ((memoryMb / 1024) * ms) / 1000;
}

/** One invocation, as it was measured and as it would be billed. */
export function invocation(inputs: Inputs, operation: string, functionName: string) {
  const { billed, stack } = inputs;
  const memoryMb = stack.memoryMb[functionName];
  if (memoryMb === undefined) throw new Error(`serverless.yml has no function ${functionName}`);
  const cpuMs = timeOf(billed, operation, 'CPU');
  const callsInSeries = countOf(billed, `${operation}: calls in series`);
  const ms = billedMs({ cpuMs, callsInSeries }, memoryMb, inputs);
  return { memoryMb, cpuMs, wallMs: timeOf(billed, operation, 'wall'), callsInSeries, billedMs: ms };
}
