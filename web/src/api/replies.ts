import type { ScorecardsReply, ScorecardReply as ScorecardWire } from '../../../lib/schemas/api/replies/scorecards.ts';
import type { Tier } from '../../../lib/schemas/dictionary.ts';
import type { CardDocument } from '../../../lib/schemas/registry.ts';
import type { ScoreReply } from '../../../lib/schemas/score.ts';

/** What the API answers, where lib/schemas has no name for it. */

export interface Observation {
  source: string;
  tier: Tier;
  observedAt: string;
  revision?: number;
  value?: number | string | boolean;
  retracted?: true;
  withheld?: true;
}

export interface MonthlySeries {
  source: string;
  account: string;
  months: readonly (Omit<Observation, 'source' | 'value'> & { month: string; value?: number })[];
  withheld?: true;
}

export interface ProfileReply {
  subjectId: string;
  version: number;
  facts: Record<string, readonly (Observation | MonthlySeries)[]>;
  consents: Record<string, { granted: boolean; at: string }>;
}

export interface DecisionsReply {
  decisions: readonly ScoreReply[];
  next?: string;
}

export type { ScorecardsReply };

/** A card that the API tells of is there with its artefacts. */
export type ScorecardReply = ScorecardWire & CardDocument;
