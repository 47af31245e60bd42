import type { Tier } from '../schemas/dictionary.ts';
import type { Store } from '../schemas/stored.ts';
import type { Scorecard } from '../scoring/model.ts';

/** What every use case is given; `functions/dependencies.ts` puts it together. */
export interface Means {
  store: Store;
  decisionRetentionDays: number;
  simulationsPerHour: number;
  /** Waits between attempts. */
  pause: (attempt: number) => Promise<void>;
}

/** The card that people are scored by, as `active-card.ts` has it at this moment. */
export interface Scoring {
  /** The active card, and any other that is at hand by its hash. */
  card: Scorecard;
  cardByHash: (hash: string) => Scorecard | undefined;
  activationSeq: number;
}

export interface Dependencies extends Means, Scoring {}

/** Who is calling, out of a verified token: a person about themselves, or a service about the people it knows. */
export interface Caller {
  kind: 'subject' | 'service';
  sourceId: string;
  tier: Tier;
}

export const MOST_ATTEMPTS = 8;
