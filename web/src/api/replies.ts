import type { Tier } from '../../../lib/schemas/dictionary.ts';
import type { CardDocument, CardName } from '../../../lib/schemas/registry.ts';
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

export interface ScorecardEntry extends CardName {
  kind: 'expert' | 'learned';
  title: string;
  signedOffBy: string;
  registeredBy: string;
  registeredAt: string;
  madeFor: CardName;
  active: boolean;
  activations: readonly { activationSeq: number; activatedBy: string; activatedAt: string; reason: string }[];
}

export interface ScorecardsReply {
  active: CardName & { activationSeq: number; of?: 'deployment' };
  scorecards: readonly ScorecardEntry[];
  next?: string;
}

export type ScorecardReply = ScorecardEntry & CardDocument;
