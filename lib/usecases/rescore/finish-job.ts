import { type JobSegment, type JobStore, NO_COUNTS, type SweepCounts, type Tallied } from '../../schemas/job.ts';
import type { Scorecard } from '../../scoring/model.ts';
import { emptyTally, joined } from './sweep-tally.ts';

/** When all segments are done: told by whoever closed the last one, as often as that comes. */
export async function finishJob({ store, now }: { store: JobStore; now: () => number }, jobId: string): Promise<void> {
  await store.moveJob(jobId, 'running', 'finished', now());
  await store.releaseRunning(jobId);
}

export function totalOf(segments: readonly Pick<JobSegment, 'counts'>[]): SweepCounts {
  const total = { ...NO_COUNTS };
  for (const { counts } of segments)
    for (const name of Object.keys(total) as (keyof SweepCounts)[]) total[name] += counts[name] ?? 0;
  return total;
}

export function tallyOf(segments: readonly Pick<JobSegment, 'tally'>[], card: Scorecard): Tallied {
  return segments.reduce((sum, { tally }) => (tally === undefined ? sum : joined(sum, tally)), emptyTally(card));
}
