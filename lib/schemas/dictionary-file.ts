import * as z from 'zod';
import { Dimension, FactName, Text, Tier } from './dictionary.ts';

/** A data dictionary as it is written down. Made when it is first needed: a function whose artefacts were checked at build time never does. */
export const dictionarySchema = () =>
  z.strictObject({
    id: z.string().min(1),
    version: z.string().min(1),
    title: z.string().min(1),
    facts: z.record(FactName, factSchema()),
  });
export type DictionaryFile = z.infer<ReturnType<typeof dictionarySchema>>;

function factSchema() {
  const common = commonShape();
  const range = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, 'range must ascend');
  return z.discriminatedUnion('type', [
    z.strictObject({
      ...common,
      type: z.literal('number'),
      unit: z.string().min(1),
      range,
      /** Two statements agree when they differ by at most this share of the larger one. */
      tolerance: z.number().min(0).max(1).default(0),
    }),
    z.strictObject({ ...common, type: z.literal('category'), categories: z.array(z.string().min(1)).min(2).max(500) }),
    z.strictObject({ ...common, type: z.literal('flag') }),
    z.strictObject({
      ...common,
      type: z.literal('since'),
      /** A date; evaluated at `asOf` as completed calendar months or years. */
      unit: z.enum(['months', 'years']),
      /** Two dates agree when they lie at most this many days apart. */
      toleranceDays: z.number().int().min(0).default(0),
    }),
    z.strictObject({
      ...common,
      type: z.literal('months'),
      unit: z.string().min(1),
      range,
      /** How the accounts of one month combine: the worst status, or the sum of the amounts. */
      combine: z.enum(['worst', 'sum']),
    }),
  ]);
}
export type Fact = z.infer<ReturnType<typeof factSchema>>;

const commonShape = () => ({
  dimension: Dimension,
  label: Text,
  /** Days after which a statement counts half; null = it never fades. */
  halfLifeDays: z.number().positive().max(36_500).nullable(),
  assertableBy: z.array(Tier).min(1),
  /** Can the person do something about it? Only such facts appear in a path to a target. */
  actionable: z.boolean(),
  /** true: kept for fairness audits only; 'age': a card must declare it, and never against people of 62 and over. */
  protected: z.union([z.boolean(), z.literal('age')]),
  description: z.string().optional(),
});
