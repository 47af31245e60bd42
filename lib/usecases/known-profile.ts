import type { StoredProfile, SubjectRecord } from '../schemas/stored.ts';

/** The profile, unless a tombstone covers it: such a one slipped in while the person was erased, and the stream deletes it. */
export function knownProfile({ profile, current }: SubjectRecord): StoredProfile | undefined {
  if (profile === undefined || current === undefined || !('erased' in current)) return profile;
  return profile.version > current.profileVersion ? profile : undefined;
}
