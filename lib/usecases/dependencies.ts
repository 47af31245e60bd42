import type { Tier } from '../schemas/dictionary.ts';
import type { Store } from '../schemas/stored.ts';
import type { Scorecard } from '../scoring/model.ts';

/** What every use case is given; `functions/dependencies.ts` puts it together. */
export interface Dependencies {
  store: Store;
  /** The active card, and any former one by its hash. */
  card: Scorecard;
  cardByHash: (hash: string) => Scorecard | undefined;
  activationSeq: number;
  decisionRetentionDays: number;
  simulationsPerHour: number;
  /** Waits between attempts. */
  pause: (attempt: number) => Promise<void>;
}

/** Who is calling, out of a verified token: a person about themselves, or a service about the people it knows. */
export interface Caller {
  kind: 'subject' | 'service';
  sourceId: string;
  tier: Tier;
}

export const MOST_ATTEMPTS = 8;
