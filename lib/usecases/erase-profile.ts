import { TahiniError } from '../errors.ts';
import type { SubjectVersions } from '../schemas/stored.ts';
import { type Means, MOST_ATTEMPTS } from './dependencies.ts';

const TOMBSTONE_SECONDS = 30 * 86_400;

/**
 * Erases a person: first the score turns into a tombstone that refuses every late write, then all else is deleted.
 * The tombstone's version covers a write that was under way when it was set; where more came in between, it is set
 * again. What a crash leaves, the stream finishes.
 */
export async function eraseProfile(
  { store, pause }: Pick<Means, 'store' | 'pause'>,
  subjectId: string,
  now: number,
): Promise<void> {
  const expiresAt = Math.floor(now / 1000) + TOMBSTONE_SECONDS;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const profileVersion = tombstoneVersion(await store.readVersions(subjectId));
    const isSet = await store.putTombstone(subjectId, { erased: true, profileVersion }, expiresAt);
    if (isSet && (await store.deleteProfile(subjectId, profileVersion))) {
      return store.deleteDecisions(subjectId, profileVersion);
    }
    await pause(attempt);
  }
  throw new TahiniError('contention', 'Too many writers at once.', { retryAfter: 1 });
}

/** One above all that is known; an erased person's stays as it is. */
function tombstoneVersion({ profile, score, erased }: SubjectVersions): number {
  if (profile === undefined && score === undefined && erased === undefined)
    throw new TahiniError('unknown-subject', 'There is no such person.');
  // A profile that a tombstone covers slipped in while the person was erased.
  if (erased !== undefined && (profile ?? 0) <= erased) return erased;
  return Math.max(profile ?? 0, score ?? 0) + 1;
}
