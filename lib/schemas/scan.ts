import type { StoredProfile, StoredScore, StoredTombstone } from './stored.ts';

/** A person as a scan finds them: both items, or what cannot be read of them. */
export type ScannedPerson =
  | { subjectId: string; profile: StoredProfile | undefined; current: StoredScore | StoredTombstone | undefined }
  | { subjectId: string; damaged: string };

export interface PeoplePage {
  people: readonly ScannedPerson[];
  /** The last complete person: where to go on. */
  after: string | undefined;
  /** Nobody comes after them. */
  last: boolean;
}
