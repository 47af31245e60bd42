import type { FullSweep } from '../schemas/job.ts';
import type { StoredScore } from '../schemas/stored.ts';
import { nameless } from './nameless.ts';

/**
 * The last day (since 1970-01-01) for which a stored score is known to stand. A sweep does not write who is unchanged, so
 * that may be its day and not the score's own. It is, for a score that is older than the sweep's day, when
 * - the sweep was of everybody, has ended by itself, wrote what changed, and no other job wrote beside it, in a break of it,
 *   or since for an earlier day: else its record has no `exceptions` (finish-job.ts, begin-rescore.ts);
 * - the score is of the same activation and card: then it was there before the sweep began, which met it and would have
 *   replaced it, as any writer since would by one of a later day;
 * - the sweep could judge the person: not who failed, nor who had evidence of a later day, who are the exceptions.
 */
export function freshAsOf(subjectId: string, score: StoredScore, sweep: FullSweep | undefined): number {
  const { asOf, activationSeq, card } = score;
  if (sweep?.exceptions === undefined || sweep.asOf <= asOf) return asOf;
  if (sweep.activationSeq !== activationSeq || sweep.cardHash !== card.hash) return asOf;
  if (sweep.exceptions.length > 0 && sweep.exceptions.includes(nameless(subjectId))) return asOf;
  return sweep.asOf;
}
