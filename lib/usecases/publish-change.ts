import type { StoredScore, StoredTombstone } from '../schemas/stored.ts';
import { transition } from '../scoring/transition.ts';
import type { Means } from './dependencies.ts';
import { storedStanding } from './score-profile.ts';

export interface ScoreChange {
  subjectId: string;
  before: StoredScore | StoredTombstone | undefined;
  after: StoredScore | StoredTombstone;
}

const DAY_SECONDS = 86_400;

/**
 * A stored score that changed becomes a decision record; a tombstone finishes what erasure began. Both follow from
 * the images alone and may happen twice without harm. Returns which of the two was done, if any.
 */
export async function publishChange(
  { store, decisionRetentionDays }: Pick<Means, 'store' | 'decisionRetentionDays'>,
  { subjectId, before, after }: ScoreChange,
): Promise<'recorded' | 'erased' | undefined> {
  if ('erased' in after) {
    await store.deleteProfile(subjectId, after.profileVersion);
    await store.deleteDecisions(subjectId, after.profileVersion);
    return 'erased';
  }
  const former = before === undefined || 'erased' in before ? before : storedStanding(before);
  if (transition(former, storedStanding(after)).action !== 'write') return undefined;
  await store.putDecision(subjectId, after, (after.asOf + decisionRetentionDays) * DAY_SECONDS);
  return 'recorded';
}
