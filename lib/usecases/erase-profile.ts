import { TahiniError } from '../errors.ts';
import type { SubjectRecord } from '../schemas/stored.ts';
import { type Dependencies, MOST_ATTEMPTS } from './dependencies.ts';
import { knownProfile } from './known-profile.ts';

const TOMBSTONE_SECONDS = 30 * 86_400;

/**
 * Erases a person: first the score turns into a tombstone that refuses every late write, then all else is deleted.
 * The tombstone's version covers a write that was under way when it was set; where more came in between, it is set
 * again. What a crash leaves, the stream finishes.
 */
export async function eraseProfile(
  { store, pause }: Pick<Dependencies, 'store' | 'pause'>,
  subjectId: string,
  now: number,
): Promise<void> {
  const expiresAt = Math.floor(now / 1000) + TOMBSTONE_SECONDS;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const profileVersion = tombstoneVersion(await store.readSubject(subjectId, { consistent: true }));
    const isSet = await store.putTombstone(subjectId, { erased: true, profileVersion }, expiresAt);
    if (isSet && (await store.deleteProfile(subjectId, profileVersion))) {
      return store.deleteDecisions(subjectId, profileVersion);
    }
    await pause(attempt);
  }
  throw new TahiniError('contention', 'Too many writers at once.', { retryAfter: 1 });
}

/** One above all that is known; an erased person's stays as it is. */
function tombstoneVersion(record: SubjectRecord): number {
  const { current } = record;
  const profile = knownProfile(record);
  if (profile === undefined && current === undefined)
    throw new TahiniError('unknown-subject', 'There is no such person.');
  if (profile === undefined && current !== undefined && 'erased' in current) return current.profileVersion;
  return Math.max(profile?.version ?? 0, current?.profileVersion ?? 0) + 1;
}
