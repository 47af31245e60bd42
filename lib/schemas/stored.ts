import type { People, Segment } from './scan.ts';

/** The stored shapes, as the use cases see them; lib/store turns them into items and back. */

export interface StoredConsent {
  granted: boolean;
  /** Seconds since 1970; the later statement counts, and of two at once the withdrawal. */
  at: number;
}

export interface StoredProfile {
  version: number;
  /** Packed evidence. */
  evidence: string;
  consents: Readonly<Record<string, StoredConsent>>;
  /** The request that made this version. */
  requestId: string | undefined;
  /** The version with which the person enrolled anew after an erasure; what is older was erased. */
  enrolledVersion?: number | undefined;
}

export interface StoredReason {
  index: number;
  code: string;
  kind: 'value' | 'missing' | 'unverified' | 'contradicted' | 'stale';
  /** Milli-points below the baseline. */
  points: number;
}

export interface StoredCauses {
  ageing: number;
  data: number;
  scorecard: number;
}

/** The current score with its resolved inputs, and all that a decision record needs. */
export interface StoredScore {
  activationSeq: number;
  profileVersion: number;
  /** Days since 1970-01-01. */
  asOf: number;
  engine: string;
  card: { id: string; version: string; hash: string };
  status: 'scored' | 'unscorable';
  score: number | undefined;
  band: string | undefined;
  /** 0-100, in the order of the dimensions. */
  dimensions: readonly number[];
  /** Thousandths. */
  coverage: number;
  /** Milli-points per characteristic, then per pair. */
  points: readonly number[];
  reasons: readonly StoredReason[];
  /** Packed inputs. */
  inputs: string;
  /** The score before, and why it changed; absent on a first score. */
  previous: { score: number | undefined; band: string | undefined } | undefined;
  causes: StoredCauses | undefined;
  /** The request that led to this score: it changed the profile, or asked for the score. */
  requestId: string | undefined;
}

/** Which decision of a person. */
export type DecisionKey = Pick<StoredScore, 'asOf' | 'profileVersion' | 'activationSeq'>;

export interface StoredTombstone {
  erased: true;
  profileVersion: number;
}

export interface SubjectRecord {
  profile: StoredProfile | undefined;
  current: StoredScore | StoredTombstone | undefined;
}

/** What is stored under a person, by version; undefined = not there. A damaged item counts as version 0. */
export interface SubjectVersions {
  profile: number | undefined;
  score: number | undefined;
  erased: number | undefined;
}

/** A page of decision records, newest first; `next` continues it. */
export interface DecisionPage {
  decisions: readonly StoredScore[];
  next: string | undefined;
}

/** What the use cases ask of the store. A `false` answer means that somebody else's write came first. */
export interface Store {
  /** Profile and current score in one read; `consistent` costs twice. */
  readSubject(subjectId: string, options: { consistent: boolean }): Promise<SubjectRecord>;
  /** Consistently, and also where an item is damaged: for erasure. */
  readVersions(subjectId: string): Promise<SubjectVersions>;
  readCurrent(subjectId: string, options: { consistent: boolean }): Promise<SubjectRecord['current']>;
  /** Only if the stored version is `expected` (undefined: only if there is none). */
  putProfile(subjectId: string, profile: StoredProfile, expected: number | undefined): Promise<boolean>;
  /** Only if (activationSeq, profileVersion, asOf) goes not backwards, nor profileVersion alone, and the person was not erased since. */
  putScore(subjectId: string, score: StoredScore): Promise<boolean>;
  /** Only if neither score nor tombstone is of a later version. */
  putTombstone(subjectId: string, tombstone: StoredTombstone, expiresAt: number): Promise<boolean>;
  /** Deletes the profile unless it is of a later version. */
  deleteProfile(subjectId: string, version: number): Promise<boolean>;
  putDecision(subjectId: string, decision: StoredScore, expiresAt: number): Promise<void>;
  listDecisions(subjectId: string, page: { limit: number; after: string | undefined }): Promise<DecisionPage>;
  /** One decision, strongly consistent. */
  readDecision(subjectId: string, key: DecisionKey): Promise<StoredScore | undefined>;
  /** Deletes all decisions made of profile versions up to `version`, and the outcomes that came with them. */
  deleteDecisions(subjectId: string, version: number): Promise<void>;
  /** Counts one use; false when `most` were already counted under this key. `expiresAt` in seconds. */
  countUse(key: string, most: number, expiresAt: number): Promise<boolean>;
  /** Counts so many uses at once, and answers how many are counted under this key by now. `expiresAt` in seconds. */
  addUses(key: string, uses: number, expiresAt: number): Promise<number>;
  /** Everybody in a segment, some at a time. */
  scanPeople(segment: Segment): AsyncGenerator<People>;
  /** Keeps a record of the stream that cannot be handled, whole, as one document. `expiresAt` in seconds. */
  keepFailure(failure: FailedRecord): Promise<void>;
}

export interface FailedRecord {
  functionName: string;
  sequenceNumber: string;
  document: string;
  expiresAt: number;
}
