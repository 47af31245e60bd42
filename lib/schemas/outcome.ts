import * as z from 'zod';
import type { StoredScore } from './stored.ts';

/** What became of a loan: `good` and `bad` as the lender defines them once for all its loans, `closed` = paid back early or withdrawn. */
export const Outcome = z.strictObject({
  loan: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  outcome: z.enum(['good', 'bad', 'closed']),
  product: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  /** The day of the decision on the loan. */
  openedOn: z.iso.date(),
  /** The day of which this is true. */
  observedOn: z.iso.date(),
});
export type Outcome = z.infer<typeof Outcome>;

/** As it is kept, with the partner who reported it: loans of two partners are never one, whatever they are called. */
export interface StoredOutcome extends Outcome {
  partnerId: string;
}

/** All that partners reported of one person's loans, by partner, loan and day, the earliest first. */
export interface PersonOutcomes {
  subjectId: string;
  outcomes: readonly StoredOutcome[];
}

export interface OutcomePage {
  /** Whole persons. */
  people: readonly PersonOutcomes[];
  /** Items that cannot be read. */
  unreadable: number;
  /** Continues the segment; there may be no people on a page, and more on the next. */
  next: string | undefined;
}

/** Outcomes lie beside the decision records, and go when those go; they are no evidence. */
export interface OutcomeStore {
  /**
   * False when the same or something more serious is known of that loan and day. `profileVersion` is the person's when it
   * came: an erasure takes it along. `expiresAt` in seconds.
   */
  putOutcome(
    subjectId: string,
    outcome: StoredOutcome,
    kept: { profileVersion: number; expiresAt: number },
  ): Promise<boolean>;
  /** Deletes what was said of that loan and day, unless it came with a later version of the profile. */
  deleteOutcome(
    subjectId: string,
    outcome: Pick<StoredOutcome, 'partnerId' | 'loan' | 'observedOn'>,
    profileVersion: number,
  ): Promise<void>;
  /** People with outcomes, in an order that stays. `limit`: items that are read at once. */
  listOutcomes(page: {
    segment: number;
    segments: number;
    after: string | undefined;
    limit: number;
  }): Promise<OutcomePage>;
  /** Decision records as of this day or before, the latest first. Days since 1970-01-01. */
  decisionsUntil(subjectId: string, day: number): AsyncIterable<StoredScore>;
}
