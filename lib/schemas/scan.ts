import type { StoredProfile, StoredScore, StoredTombstone } from './stored.ts';

/** What a segment of the Subjects table holds of one person. */
export type ScannedPerson = { subjectId: string } & (
  | { found: 'person'; profile: StoredProfile; current: StoredScore | undefined }
  /** Whoever enrolled anew after it has a profile of a later version. */
  | { found: 'erased'; tombstone: StoredTombstone; profile: StoredProfile | undefined }
  | { found: 'score-only'; current: StoredScore }
  /** An item that cannot be read, and what is wrong with it, without anything that it holds. */
  | { found: 'damaged'; item: 'PROFILE' | 'SCORE'; why: string }
);

/** Some people of a page. */
export interface People {
  /** Whole persons: who is cut by the end comes with the next ones. */
  people: readonly ScannedPerson[];
  /** The last whole person so far; a scan that begins `after` them misses nobody and repeats nobody. */
  checkpoint: string | undefined;
  /** Of the whole page, with some of its people. */
  readUnits: number;
}

export interface Segment {
  segment: number;
  segments: number;
  /** A checkpoint of this very segment. */
  after?: string | undefined;
  /** At most so many items a page; a megabyte at most in any case. */
  limit?: number;
}
