import type { Inputs, Priced } from './inputs.ts';
import { gbSeconds, invocation } from './lambda.ts';
import { countOf, unitsOf } from './measured.ts';

/** What is used up, by what it is priced by. */
export type Use = Partial<Record<Priced, number>>;

export function together(...uses: readonly Use[]): Use {
  const sum: Use = {};
  for (const use of uses) {
    for (const [name, amount] of Object.entries(use) as [Priced, number][]) sum[name] = (sum[name] ?? 0) + amount;
  }
  return sum;
}

export function times(use: Use, factor: number): Use {
  return Object.fromEntries(Object.entries(use).map(([name, amount]) => [name, amount * factor]));
}

/** US dollars, without an account's free allowance. */
export function dollars(use: Use, { prices }: Inputs): number {
  const amounts = Object.entries(use) as [Priced, number][];
  return amounts.reduce((sum, [name, amount]) => sum + (amount * prices.prices[name].usd) / prices.prices[name].per, 0);
}

/** A request by the gateway: what it does in the store is named as the capacity bench names it. */
export function requestUse(inputs: Inputs, operation: string, functionName: string, inTheStore: string): Use {
  const { logEventBytes, headerBytes } = inputs.assumptions;
  const { accessLogBytes } = inputs.stack;
  return together(storeUse(inputs, inTheStore), invocationUse(inputs, operation, functionName), {
    httpApiRequest: 1,
    logIngestion: accessLogBytes === 0 ? 0 : (accessLogBytes + logEventBytes.value) / GB,
    transferOut: (countOf(inputs.billed, `${operation}: reply`) + headerBytes.value) / GB,
  });
}

/** One record's share of an invocation that it shares with a batch. */
export function recordUse(inputs: Inputs, operation: string, functionName: string, inTheStore: string): Use {
  const records = inputs.assumptions.recordsPerBatch.value;
  const shared = invocationUse(inputs, `${operation}, batch of ${records}`, functionName);
  return together(storeUse(inputs, inTheStore), times(shared, 1 / records));
}

function storeUse({ capacity }: Inputs, operation: string): Use {
  return { readUnit: unitsOf(capacity, operation, 'read'), writeUnit: unitsOf(capacity, operation, 'write') };
}

function invocationUse(inputs: Inputs, operation: string, functionName: string): Use {
  const { billedMs, memoryMb } = invocation(inputs, operation, functionName);
  const { platformLineBytes, logEventBytes } = inputs.assumptions;
  const { platformLogLines } = inputs.stack;
  const lines = countOf(inputs.billed, `${operation}: log lines`) + platformLogLines;
  const said = countOf(inputs.billed, `${operation}: log`) + platformLogLines * platformLineBytes.value;
  return {
    lambdaRequest: 1,
    lambdaGbSecond: gbSeconds(billedMs, memoryMb),
    logIngestion: (said + lines * logEventBytes.value) / GB,
  };
}

/** As a maker of disks counts, which is the dearer way. */
export const GB = 1e9;
