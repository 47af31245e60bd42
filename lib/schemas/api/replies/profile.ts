import * as z from 'zod';
import { FactName, Tier } from '../../dictionary.ts';
import { day, time, version } from './common.ts';

const FactValue = z
  .union([z.number(), z.string(), z.boolean()])
  .describe('A number in the unit of the dictionary, a category, a flag, or a date (YYYY-MM-DD)');
const source = () =>
  z.string().describe('Who said so: `self`, the `sub` of a service, or `partner:` and the id of a partner');
const revision = () =>
  z.int().min(1).optional().describe('Orders several statements of one day; absent = 0, the first');
const retracted = () => z.literal(true).optional().describe('The source took back what it had said');
const withheld = () =>
  z.literal(true).optional().describe('The person does not consent to this partner (any more), so no score uses it');

/** What one source said of a fact. Either `value` or `retracted`. */
export const ObservationReply = z.strictObject({
  source: source(),
  tier: Tier.describe('How reliable the source is as a kind'),
  observedAt: day().describe('The day (UTC) of which it is true'),
  revision: revision(),
  value: FactValue.optional(),
  retracted: retracted(),
  withheld: withheld(),
});

/** What one source said of a fact in months, of one account. */
export const SeriesReply = z.strictObject({
  source: source(),
  account: z.string().describe("The source's name for the account"),
  months: z.array(
    z.strictObject({
      month: z
        .string()
        .regex(/^\d{4}-\d{2}$/)
        .describe('YYYY-MM'),
      value: z.number().optional().describe('In the unit of the dictionary'),
      retracted: retracted(),
      tier: Tier,
      observedAt: day().describe('The day (UTC) of which it is true'),
      revision: revision(),
    }),
  ),
  withheld: withheld(),
});

export type ObservationReply = z.infer<typeof ObservationReply>;
export type SeriesReply = z.infer<typeof SeriesReply>;

export const ProfileReply = z.strictObject({
  subjectId: z.string(),
  version: version('profile'),
  facts: z
    .record(FactName, z.array(z.union([ObservationReply, SeriesReply])).min(1))
    .describe('By the name of the fact; at most one statement per source, and per account of facts in months'),
  consents: z
    .record(z.string(), z.strictObject({ granted: z.boolean(), at: time().describe('When the person said so last') }))
    .describe('By the name of the consent: a dimension, `source:` or `recipient:` and the id of a partner'),
});
export type ProfileReply = z.infer<typeof ProfileReply>;

export const UpsertReply = z.strictObject({
  subjectId: z.string(),
  version: version('profile'),
  accepted: z.array(z.string()).describe('Facts that changed the profile'),
  ignored: z.array(z.string()).describe('Facts of which this source had already said the same or something newer'),
});
export type UpsertReply = z.infer<typeof UpsertReply>;
