import type { Inputs, Priced } from '../inputs.ts';
import { table, usd } from '../markdown.ts';
import { type Operation, operationUse } from '../operations.ts';
import { dollars, times, type Use } from '../use.ts';

const MILLION = 1e6;

/** A row of the first table: what it is called there, and the share of scores that change. */
const ROWS: [name: string, operation: Operation, changing: number][] = [
  ['PUT profile, changed; 10 % of scores change', 'PUT profile, changed', 0.1],
  ['PUT profile, changed; 100 % of scores change', 'PUT profile, changed', 1],
  ['PUT profile, the first of a person', 'PUT profile, first', 1],
  ['PUT profile, nothing new', 'PUT profile, unchanged', 0],
  ['GET score', 'GET score', 0],
  ['POST score, computed and unchanged', 'POST score, unchanged', 0],
  ['GET score/history', 'GET history', 0],
  ['POST score/simulate', 'POST simulate', 0],
  ['GET profile', 'GET profile', 0],
  ['DELETE profile', 'DELETE profile', 0],
];

const COLUMNS: [name: string, priced: Priced[]][] = [
  ['gateway', ['httpApiRequest']],
  ['reads', ['readUnit']],
  ['writes', ['writeUnit']],
  ['Lambda requests', ['lambdaRequest']],
  ['Lambda time', ['lambdaGbSecond']],
  ['logs', ['logIngestion']],
  ['data out', ['transferOut']],
];

export function operationsSection(inputs: Inputs): string {
  const { capacity, assumptions } = inputs;
  const rows = ROWS.map(([name, operation, changing]) => {
    const use = times(operationUse(inputs, operation, changing), MILLION);
    const cells = COLUMNS.map(([, priced]) => usd(dollars(only(use, priced), inputs)));
    return [name, ...cells, `**${usd(dollars(use, inputs))}**`];
  });
  const decisions = capacity.figures['decisions of a person, on average'] ?? Number.NaN;
  const perDecision = (MILLION * inputs.prices.prices.writeUnit.usd) / inputs.prices.prices.writeUnit.per;
  return `## Dollars per million

${table(['a million of', ...COLUMNS.map(([name]) => name), 'total'], rows)}

Each row holds all that follows on the stream: the scoring of a changed profile, the write of a changed score, its decision
record, with ${assumptions.recordsPerBatch.value} records to an invocation. Items over 1 KB are in, as the sample has them. DELETE is of a person with ${decisions.toFixed(1)} decisions
(the sample's mean); every further one costs a write unit, $${usd(perDecision)} a million. Reading the stream is free for Lambda.
Keeping the logs comes on top (in the month below). Without logs and data out a million changed upserts cost $${withoutTalk(inputs, 0.1)} (10 %) and $${withoutTalk(inputs, 1)} (100 %).`;
}

function withoutTalk(inputs: Inputs, changing: number): string {
  const { logIngestion: _logs, transferOut: _out, ...rest } = operationUse(inputs, 'PUT profile, changed', changing);
  return usd(dollars(times(rest, MILLION), inputs));
}

function only(use: Use, priced: readonly Priced[]): Use {
  return Object.fromEntries(priced.map((name) => [name, use[name] ?? 0]));
}
