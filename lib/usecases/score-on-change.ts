import type { StoredProfile } from '../schemas/stored.ts';
import type { Dependencies } from './dependencies.ts';
import { scoreProfile } from './score-profile.ts';

export interface ProfileChange {
  subjectId: string;
  before: StoredProfile | undefined;
  after: StoredProfile;
}

/**
 * Scores one changed profile, as it was written: half a read unit, and a write if the score changed.
 *
 * Every version is scored in order, so an unchanged score needs no write: whoever still works on an older version
 * finds that version's score already stored or passed. The cheap read may be a moment old, though. That could only
 * hide a change if this very version differs from the one before it, so then it is read again, consistently.
 */
export async function scoreOnChange(
  dependencies: Dependencies,
  { subjectId, before, after }: ProfileChange,
  asOf: number,
): Promise<void> {
  const { store } = dependencies;
  const seen = await store.readCurrent(subjectId, { consistent: false });
  if (seen !== undefined && 'erased' in seen && after.version <= seen.profileVersion) {
    await store.deleteProfile(subjectId, seen.profileVersion);
    return;
  }
  let scored = scoreProfile(dependencies, after, seen, asOf);
  if (
    scored.transition.action === 'ignore' &&
    before !== undefined &&
    changesScore(dependencies, before, after, asOf)
  ) {
    scored = scoreProfile(dependencies, after, await store.readCurrent(subjectId, { consistent: true }), asOf);
  }
  if (scored.transition.action === 'write') await store.putScore(subjectId, scored.computed);
}

function changesScore(dependencies: Dependencies, before: StoredProfile, after: StoredProfile, asOf: number): boolean {
  const { computed } = scoreProfile(dependencies, before, undefined, asOf);
  return (
    scoreProfile(dependencies, { ...after, version: before.version }, computed, asOf).transition.action === 'write'
  );
}
