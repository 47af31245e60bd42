import { TahiniError } from '../errors.ts';
import type { StoredProfile, SubjectRecord } from '../schemas/stored.ts';
import { type Means, MOST_ATTEMPTS } from './dependencies.ts';

/** What becomes of a profile as it was found; without `next` nothing is written. */
export interface Merged<T> {
  next: StoredProfile | undefined;
  result: T;
}

/**
 * The way by which every profile is written: one read, and one write on condition that nothing changed since. Concurrent
 * writers lose nothing: whoever finds the version moved on reads again and merges again.
 */
export async function writeProfile<T>(
  { store, pause }: Pick<Means, 'store' | 'pause'>,
  subjectId: string,
  merge: (found: SubjectRecord) => Merged<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const found = await store.readSubject(subjectId, { consistent: true });
    const { next, result } = merge(found);
    if (next === undefined || (await store.putProfile(subjectId, next, found.profile?.version))) return result;
    await pause(attempt);
  }
  throw new TahiniError('contention', 'Too many writers at once.', { retryAfter: 1 });
}
