import { sizeName } from '../rescore/found.ts';
import type { ScaleInputs } from './inputs.ts';

/** A sweep of so many people, of whom a share of 0-1 change. */
export interface Sweep {
  people: number;
  share: number;
}

export const PEOPLE = [1e6, 1e8, 1e9] as const;
export const SHARES = [0.1, 1] as const;

// As lib/usecases/rescore/sweep-segment.ts has them.
const WRITES_AT_ONCE = 32;
export const SAVE_SECONDS = 3;
/** An invocation's five minutes without the half that hands its segment on. */
export const WORKED_SECONDS = 270;

const PAGE_BYTES = 1024 * 1024;
/** GB as docs/costs.md counts them. */
const GB = 1e9;
const MICRO = 1e-6;

/** A kept figure of bench:rescore. */
export function figure({ rescore }: ScaleInputs, name: string): number {
  const value = rescore.figures[name];
  if (value === undefined)
    throw new RangeError(`the baseline has no figure '${name}': npm run bench:rescore -- --update`);
  return value;
}

/** The table of so many people, and what the start makes of it. */
export function tableOf(inputs: ScaleInputs, people: number) {
  const { limits, costs } = inputs;
  const bytes = bytesOf(inputs);
  const gb = (people * (bytes + 2 * costs.assumptions.itemOverheadBytes.value)) / GB;
  const fresh = limits.newTableWrites.value / limits.partitionWrites.value;
  const partitions = Math.max(fresh, Math.ceil(gb / limits.partitionGb.value));
  const most = (ofPartition: number) => Math.min(limits.tableQuota.value, partitions * ofPartition);
  return {
    gb,
    partitions,
    segments: figure(inputs, `${sizeName(people)}: segments`),
    /** Units a second, if the load is spread evenly. */
    reads: most(limits.partitionReads.value),
    writes: most(limits.partitionWrites.value),
  };
}

/** Both items of a person, as a Scan counts them. */
export function bytesOf(inputs: ScaleInputs): number {
  return figure(inputs, 'PROFILE item, mean') + figure(inputs, 'SCORE item, mean');
}

/** Seconds of a worker, and units, for a person. The writes of a page are made side by side: the CPU or the waiting. */
export function eachOf(inputs: ScaleInputs, { share }: Pick<Sweep, 'share'>) {
  const { limits } = inputs;
  const scanned = figure(inputs, 'a person scanned: CPU') * MICRO;
  const page = limits.scanPageMs.value / 1000 / (PAGE_BYTES / bytesOf(inputs));
  const waiting = limits.writeMs.value / 1000 / WRITES_AT_ONCE;
  const written = Math.max(figure(inputs, 'a score written: CPU') * MICRO, waiting);
  return {
    seconds: scanned + page + share * written,
    reads: figure(inputs, 'a person scanned: read units'),
    writes: share * figure(inputs, 'changed: write units'),
  };
}

export type Bound = 'workers' | 'segments' | 'reads' | 'writes';

/** How long a sweep takes with so many workers, on a table with so much room, and what holds it up. */
export function duration(inputs: ScaleInputs, sweep: Sweep, workers: number) {
  const { segments, reads, writes } = tableOf(inputs, sweep.people);
  const each = eachOf(inputs, sweep);
  const rates: [Bound, number][] = [
    ['workers', workers / each.seconds],
    ['segments', segments / each.seconds],
    ['reads', reads / each.reads],
    ['writes', writes / each.writes],
  ];
  const [bound, rate] = rates.reduce((least, next) => (next[1] < least[1] ? next : least));
  return { bound, hours: sweep.people / rate / 3600 };
}
