import { TahiniError } from '../errors.ts';
import type { Dependencies } from './dependencies.ts';

const TOMBSTONE_SECONDS = 30 * 86_400;

/**
 * Erases a person: first the score turns into a tombstone that refuses every late write, then all else is deleted.
 * The tombstone's version covers a write that was under way when it was set. What a crash leaves, the stream finishes.
 */
export async function eraseProfile(
  { store }: Pick<Dependencies, 'store'>,
  subjectId: string,
  now: number,
): Promise<void> {
  const { profile, current } = await store.readSubject(subjectId, { consistent: true });
  if (profile === undefined && current === undefined)
    throw new TahiniError('unknown-subject', 'There is no such person.');
  const erased = profile === undefined && current !== undefined && 'erased' in current;
  const profileVersion = erased
    ? current.profileVersion
    : Math.max(profile?.version ?? 0, current?.profileVersion ?? 0) + 1;
  await store.putTombstone(subjectId, { erased: true, profileVersion }, Math.floor(now / 1000) + TOMBSTONE_SECONDS);
  await store.deleteProfile(subjectId, profileVersion);
  await store.deleteDecisions(subjectId, profileVersion);
}
