import type { Inputs, Priced } from '../costs/inputs.ts';
import { countOf } from '../costs/measured.ts';
import { storageUse } from '../costs/month.ts';
import { dollars, GB, recordUse, times, together, type Use } from '../costs/use.ts';
import { sizeName } from '../rescore/found.ts';
import type { ScaleInputs } from './inputs.ts';
import { RECORDS } from './night.ts';
import { eachOf, figure, SAVE_SECONDS, type Sweep, tableOf, WORKED_SECONDS } from './plan.ts';

/** Dollars of a sweep by what they are paid for; `kept` is a month's, as long as the decision records are. */
export function moneyOf(inputs: ScaleInputs, sweep: Sweep) {
  const paid = (use: Use) => dollars(use, inputs.costs);
  const { people, share } = sweep;
  const each = eachOf(inputs, sweep);
  const records = times(published(inputs.costs), people * share);
  const only = (...priced: Priced[]) => paid(Object.fromEntries(priced.map((name) => [name, records[name] ?? 0])));
  const worked = workers(inputs, sweep);
  const parts = {
    scan: paid({ readUnit: people * each.reads }),
    scores: paid({ writeUnit: people * each.writes }),
    decisions: only('writeUnit'),
    workers: paid({ lambdaGbSecond: worked.gbSeconds, lambdaRequest: worked.invocations }),
    publishing: only('lambdaRequest', 'lambdaGbSecond'),
    logs: only('logIngestion'),
    job: paid(ownUse(inputs, sweep)) + queue(inputs, worked.invocations),
  };
  const decisionBytes = countOf(inputs.costs.capacity, 'decision item, on average');
  const kept = (people * share * (decisionBytes + inputs.costs.assumptions.itemOverheadBytes.value)) / GB;
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part), kept: paid(storageUse(kept)) };
}

/** A decision record with its share of a full batch. */
function published(costs: Inputs): Use {
  const { assumptions } = costs;
  const recordsPerBatch = { ...assumptions.recordsPerBatch, value: RECORDS };
  const full = { ...costs, assumptions: { ...assumptions, recordsPerBatch } };
  return recordUse(full, 'publish-change', 'publish-change', 'decision record');
}

function workers(inputs: ScaleInputs, sweep: Sweep) {
  const seconds = sweep.people * eachOf(inputs, sweep).seconds;
  const { segments } = tableOf(inputs, sweep.people);
  const memoryMb = inputs.costs.stack.memoryMb['rescore-segment'] ?? Number.NaN;
  return {
    seconds,
    gbSeconds: (seconds * memoryMb) / 1024,
    invocations: Math.max(segments, Math.ceil(seconds / WORKED_SECONDS)),
  };
}

/** The job's own items: at each saved place a write and a look at the job, and for each segment a write of the job. */
function ownUse(inputs: ScaleInputs, sweep: Sweep): Use {
  const { people } = sweep;
  const { segments } = tableOf(inputs, people);
  const saved = workers(inputs, sweep).seconds / SAVE_SECONDS + segments;
  const { reading, closing } = jobItem(inputs, people);
  return together(
    { writeUnit: saved * figure(inputs, 'a saved place: write units'), readUnit: saved * reading },
    { writeUnit: segments * closing },
  );
}

/** Units of a small job are one each. */
export function jobItem({ rescore }: ScaleInputs, people: number) {
  const of = (what: string) => rescore.figures[`${sizeName(people)}: ${what}`] ?? 1;
  return { reading: of('reading the job'), closing: of('closing a segment') };
}

function queue({ limits }: ScaleInputs, messages: number): number {
  return messages * limits.queueRequests.value * limits.queueRequestUsd.value;
}
