import type { StoredProfile, SubjectRecord } from '../schemas/stored.ts';
import type { Transition } from '../scoring/transition.ts';
import type { Dependencies } from './dependencies.ts';
import { openProfile, scoreProfile } from './score-profile.ts';

export interface ProfileChange {
  subjectId: string;
  before: StoredProfile | undefined;
  after: StoredProfile;
}

/**
 * Scores one changed profile, as it was written: half a read unit, and a write if the score changed.
 *
 * Every version is scored in order, so an unchanged score needs no write: whoever still works on an older version
 * finds that version's score already stored or passed. The cheap read may be a moment old, though; a score that is not
 * what the profile before this change comes to is read again, consistently. Returns what became of the score;
 * undefined when it cannot be told, or the person was erased.
 */
export async function scoreOnChange(
  dependencies: Dependencies,
  { subjectId, before, after }: ProfileChange,
  asOf: number,
): Promise<Transition | undefined> {
  const { store } = dependencies;
  const glance = await store.readCurrent(subjectId, { consistent: false });
  const look = () => store.readCurrent(subjectId, { consistent: true });
  // A later version without a former image was handed in again, or enrols anew: nothing to hold the glance against.
  const isSure = (before !== undefined || after.version === 1) && isScoreOf(before, glance, dependencies);
  const seen = isSure ? glance : await look();
  if (!covers(seen, after)) {
    const scored = scoreProfile(dependencies, after, seen, asOf);
    const { transition } = scored;
    if (transition.action === 'ignore' || (await store.putScore(subjectId, scored.computed))) return transition;
    // Refused: somebody was faster with a newer score, or the person was erased. The newer one may be of an older version
    // of the profile, if it is of a later activation.
    const stands = await look();
    if (!covers(stands, after)) return ignored(scoreProfile(dependencies, after, stands, asOf).transition);
  }
  await store.deleteProfile(subjectId, after.version);
  return undefined;
}

function ignored(transition: Transition): Transition | undefined {
  return transition.action === 'ignore' ? transition : undefined;
}

function covers(current: SubjectRecord['current'], { version }: StoredProfile): boolean {
  return current !== undefined && 'erased' in current && version <= current.profileVersion;
}

/** On the day of that score, so that the time since then makes no difference. */
function isScoreOf(
  profile: StoredProfile | undefined,
  current: SubjectRecord['current'],
  dependencies: Dependencies,
): boolean {
  if (current === undefined || 'erased' in current) return profile === undefined;
  if (profile === undefined) return false;
  try {
    const day = Math.max(current.asOf, openProfile(profile, dependencies.card).evidence.latest);
    return scoreProfile(dependencies, profile, current, day).transition.action === 'ignore';
  } catch {
    // A damaged profile that this change puts right.
    return false;
  }
}
