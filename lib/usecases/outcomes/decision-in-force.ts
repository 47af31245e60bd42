import type { OutcomeStore, StoredOutcome } from '../../schemas/outcome.ts';
import type { StoredScore } from '../../schemas/stored.ts';
import { beginOf } from '../rescore/job-id.ts';

/**
 * The decision record in force on a day: the latest one that was there by then. A sweep may be asked for an earlier day
 * than its own; what it wrote, nobody knew before it began.
 */
export async function decisionInForce(
  { decisionsUntil }: Pick<OutcomeStore, 'decisionsUntil'>,
  subjectId: string,
  day: number,
): Promise<StoredScore | undefined> {
  for await (const decision of decisionsUntil(subjectId, day)) if (knownSince(decision) <= day) return decision;
  return undefined;
}

function knownSince({ asOf, requestId }: StoredScore): number {
  return Math.max(asOf, beginOf(requestId ?? '') ?? asOf);
}

/** Each loan by what counts of it: what was observed last. `outcomes` of one person, as the store lists them. */
export function lastOfEach(outcomes: readonly StoredOutcome[]): StoredOutcome[] {
  const loans = new Map<string, StoredOutcome>();
  for (const outcome of outcomes) {
    const name = `${outcome.partnerId}#${outcome.loan}`;
    if ((loans.get(name)?.observedOn ?? '') <= outcome.observedOn) loans.set(name, outcome);
  }
  return [...loans.values()];
}
