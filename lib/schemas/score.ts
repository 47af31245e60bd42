import * as z from 'zod';
import { Dimension, Text, Tier } from './dictionary.ts';
import { Baseline } from './scorecard.ts';

const Points = z.number().describe('Points of score, to three decimals');
const share = () => z.number().min(0).max(1);
export const LossKind = z.enum(['value', 'missing', 'unverified', 'contradicted', 'stale']);

export const ReasonReply = z.strictObject({
  code: z.string().describe('Stable: `INCOME_LOW`'),
  kind: LossKind.describe('The largest part of the loss; the text follows it'),
  points: Points.describe('Points of score below the baseline, to three decimals'),
  parts: z
    .partialRecord(LossKind, Points)
    .optional()
    .describe('The same points, by kind; absent when the card of the score is not known any more'),
  fact: z.string().optional().describe('Absent for reasons that rest on two facts'),
  text: Text,
});

export const StrengthReply = z.strictObject({
  id: z.string().describe('The characteristic'),
  fact: z.string().optional().describe('Absent for strengths that rest on two facts'),
  points: Points.describe('Points of score above the baseline, to three decimals'),
  text: Text,
});

/** One row of the card: its points, what they rest on, and how far that is believed. */
export const CharacteristicReply = z.strictObject({
  id: z.string(),
  fact: z.string(),
  dimension: Dimension,
  points: Points,
  missing: z.boolean().describe('Nothing is known, or it is withheld: what follows is absent then'),
  value: z
    .union([z.number(), z.string(), z.boolean()])
    .optional()
    .describe('As resolved at asOf; months and years for dates and folds'),
  observedAt: z.iso.date().optional(),
  source: z.string().optional().describe('`self`, the `sub` of a service, or `partner:` and the id of a partner'),
  tier: Tier.optional(),
  reliability: share().optional().describe('Of the tier, 0-1'),
  credibility: z
    .number()
    .max(1)
    .optional()
    .describe(
      'Of this source about this person: 1 = in full; below 0 what it says in their favour counts against them',
    ),
  freshness: share().optional().describe('0-1: halves with every half-life of the fact'),
});

export const ConflictReply = z.strictObject({
  fact: z.string(),
  believed: Tier.describe('Whose word counts'),
  other: Tier.describe('Who says something else'),
});

/** The score before, and why it changed: ageing + data + scorecard = the points up or down. */
export const ChangeReply = z.strictObject({
  from: z.int().optional().describe('The score before; absent after `unscorable`'),
  statusFrom: z.literal('unscorable').optional().describe('There was no score before'),
  bandFrom: z.string().optional().describe('The name of the band before'),
  causes: z
    .strictObject({
      ageing: z.int().describe('Points by time alone'),
      data: z.int().describe('Points by what became known, or was corrected'),
      scorecard: z.int().describe('Points by another scorecard'),
    })
    .optional(),
});

export const DimensionReply = z.strictObject({
  score: z.int().min(0).max(100).describe('0-100, between the worst and the best of this dimension'),
  coverage: share().optional().describe('0-1, of this dimension'),
  withheld: z.literal(true).optional().describe('The person does not consent to it, so nothing of it counts'),
});

export const ScoreReply = z.strictObject({
  subjectId: z.string(),
  status: z
    .enum(['scored', 'unscorable'])
    .describe('`unscorable`: too little is known for a score; `helpful` says what would help most'),
  score: z.int().optional().describe('350-950 on the expert card; only when `scored`'),
  band: z.strictObject({ name: z.string(), label: Text }).optional().describe('Only when `scored`'),
  asOf: z.iso.date().describe('The day (UTC) for which it was computed'),
  freshness: z.iso
    .date()
    .optional()
    .describe(
      'The last day for which this score is known to stand: its own, or that of a sweep which left it as it is. Not in a history',
    ),
  profileVersion: z.int().min(1).describe('The version of the profile that was scored'),
  coverage: share().describe('0-1: how much of what the card asks for is known and can be relied on'),
  dimensions: z.strictObject({
    creditHistory: DimensionReply,
    fulfilmentCapacity: DimensionReply,
    behaviour: DimensionReply,
    identity: DimensionReply,
    socialRelationships: DimensionReply,
  } satisfies Record<Dimension, z.ZodType>),
  baseline: Baseline.describe('What the reasons compare with'),
  reasons: z.array(ReasonReply).max(4).describe('What costs most against the baseline, the most first'),
  strengths: z.array(StrengthReply).describe('What gains most against the baseline, the most first'),
  conflicts: z.array(ConflictReply).describe('Facts of which two sources say clearly different things'),
  characteristics: z
    .array(CharacteristicReply)
    .describe("In the card's order; empty when the card of the score is not known any more"),
  helpful: z
    .array(z.strictObject({ fact: z.string(), label: Text, assertableBy: z.array(Tier) }))
    .max(5)
    .optional()
    .describe('Only when `unscorable`: the missing facts that would help most, and who may state them'),
  change: ChangeReply.optional().describe('Absent on a first score'),
  scorecard: z.strictObject({
    id: z.string(),
    version: z.string(),
    hash: z.string(),
    activationSeq: z.int().min(0).describe('The number under which the card was activated'),
  }),
  engine: z.string().describe('Rises when the same inputs and card would give another score'),
});
export type ScoreReply = z.infer<typeof ScoreReply>;

/** A page of decision records: scores as they were, the newest first. */
export const DecisionsReply = z.strictObject({
  decisions: z.array(ScoreReply).describe('The newest first'),
  next: z.string().optional().describe('Give it as `next` to get the page that follows; absent on the last page'),
});
export type DecisionsReply = z.infer<typeof DecisionsReply>;
