import { TahiniError } from '../errors.ts';
import type { StoredScore } from '../schemas/stored.ts';
import type { Means } from './dependencies.ts';
import { knownProfile } from './known-profile.ts';

type Reading = Pick<Means, 'store'>;

/** The current score as it is stored: half a read unit. */
export async function getScore({ store }: Reading, subjectId: string): Promise<StoredScore> {
  const current = await store.readCurrent(subjectId, { consistent: false });
  if (current !== undefined && !('erased' in current)) return current;
  const profile = knownProfile(await store.readSubject(subjectId, { consistent: false }));
  if (profile === undefined) throw new TahiniError('unknown-subject', 'There is no such person.');
  throw new TahiniError('no-score-yet', 'There is no score yet; POST to this address computes it now.', {
    retryAfter: 1,
  });
}

const MOST_A_PAGE = 100;

/** Decision records, newest first. `after` is the `next` of the page before. */
export async function listDecisions(
  { store }: Reading,
  subjectId: string,
  page: { limit: number; after: string | undefined },
) {
  const { decisions, next } = await store.listDecisions(subjectId, {
    limit: Math.min(page.limit, MOST_A_PAGE),
    after: page.after,
  });
  if (decisions.length === 0 && page.after === undefined) await getScore({ store }, subjectId);
  return { decisions, next };
}
