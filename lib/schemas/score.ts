import * as z from 'zod';
import { Dimension, Text, Tier } from './dictionary.ts';
import { Baseline } from './scorecard.ts';

const Points = z.number().describe('Points of score, to three decimals');
export const LossKind = z.enum(['value', 'missing', 'unverified', 'contradicted', 'stale']);

export const ReasonReply = z.object({
  code: z.string(),
  kind: LossKind.describe('The largest part of the loss; the text follows it'),
  points: Points.describe('Points below the baseline'),
  parts: z.partialRecord(LossKind, Points).optional(),
  fact: z.string().optional(),
  text: Text,
});

export const CharacteristicReply = z.object({
  id: z.string(),
  fact: z.string(),
  dimension: Dimension,
  points: Points,
  missing: z.boolean(),
  value: z
    .union([z.number(), z.string(), z.boolean()])
    .optional()
    .describe('As resolved at asOf; months and years for dates and folds'),
  observedAt: z.string().optional(),
  source: z.string().optional(),
  tier: Tier.optional(),
  reliability: z.number().optional().describe('Of the tier, 0-1'),
  credibility: z
    .number()
    .optional()
    .describe(
      'Of this source about this person: 1 = in full; below 0 what it says in their favour counts against them',
    ),
  freshness: z.number().optional(),
});

export const ConflictReply = z.object({ fact: z.string(), believed: Tier, other: Tier });

export const ScoreReply = z.object({
  subjectId: z.string(),
  status: z.enum(['scored', 'unscorable']),
  score: z.number().int().optional(),
  band: z.object({ name: z.string(), label: Text }).optional(),
  asOf: z.string(),
  freshness: z
    .string()
    .optional()
    .describe(
      'The last day for which this score is known to stand: its own, or that of a sweep which left it as it is',
    ),
  profileVersion: z.number().int(),
  coverage: z.number().describe('0-1'),
  dimensions: z.record(
    Dimension,
    z.object({ score: z.number().int(), coverage: z.number().optional(), withheld: z.boolean().optional() }),
  ),
  baseline: Baseline,
  reasons: z.array(ReasonReply),
  strengths: z.array(z.object({ id: z.string(), fact: z.string().optional(), points: Points, text: Text })),
  conflicts: z.array(ConflictReply),
  characteristics: z.array(CharacteristicReply),
  helpful: z.array(z.object({ fact: z.string(), label: Text, assertableBy: z.array(Tier) })).optional(),
  change: z
    .object({
      from: z.number().int().optional(),
      statusFrom: z.literal('unscorable').optional(),
      bandFrom: z.string().optional(),
      causes: z.object({ ageing: z.number().int(), data: z.number().int(), scorecard: z.number().int() }).optional(),
    })
    .optional(),
  scorecard: z.object({ id: z.string(), version: z.string(), hash: z.string(), activationSeq: z.number().int() }),
  engine: z.string(),
});
export type ScoreReply = z.infer<typeof ScoreReply>;
