import * as z from 'zod';
import { FactName, Text, Tier } from '../../dictionary.ts';
import { day, share } from './common.ts';

/** What a score would be. */
export const SupposedScore = z.strictObject({
  status: z.enum(['scored', 'unscorable']).describe('`unscorable`: too little would be known'),
  score: z.int().optional().describe('350-950; only when `scored`'),
  band: z.string().optional().describe('The name of the band; only when `scored`'),
  coverage: share().describe('0-1: how much of what the card asks for would be known'),
});

/** One fact that has to change, and to what. */
export const PathStep = z.strictObject({
  fact: FactName,
  label: Text,
  verifiedBy: Tier.optional().describe(
    'The most reliable kind of source that may state it: the step supposes its word',
  ),
  monthsAsAgreed: z.int().min(1).optional().describe('Facts in months: so many more months as agreed'),
  value: z.boolean().optional().describe('Flags: what it has to be'),
  oneOf: z.array(z.string()).optional().describe('Categories: what it has to be one of'),
  from: z.number().nullable().optional().describe('Numbers: at least this much; null = no lower end'),
  to: z.number().nullable().optional().describe('Numbers: less than this; null = no upper end'),
  binsMoved: z.int().min(0).describe('How many bins of the card away from where it is'),
});

const about = {
  asOf: day().describe('The day for which it was supposed'),
  current: SupposedScore.describe('Without anything supposed, on that day'),
};

/** What if: some facts, or time alone. */
export const SupposedReply = z.strictObject({
  ...about,
  supposed: SupposedScore.describe('With what was supposed'),
  change: z.int().optional().describe('Points up or down; only when both are scored'),
});

/** The cheapest path to a target: fewest facts first, then fewest bins. */
export const PathReply = z.strictObject({
  ...about,
  target: z.int().describe('The score that was to be reached'),
  reachable: z.boolean(),
  score: z.int().optional().describe('What the steps come to, `target` or more; only when `reachable`'),
  steps: z.array(PathStep).optional().describe('Only when `reachable`; empty when the target is reached already'),
  highest: z.int().optional().describe('The highest score that can be reached, when it is less than `target`'),
});

export const SimulateReply = z.union([SupposedReply, PathReply]);
export type SimulateReply = z.infer<typeof SimulateReply>;
export type SupposedReply = z.infer<typeof SupposedReply>;
export type PathReply = z.infer<typeof PathReply>;
export type SupposedScore = z.infer<typeof SupposedScore>;
export type PathStep = z.infer<typeof PathStep>;
