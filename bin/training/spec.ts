import { basename } from 'node:path';
import * as z from 'zod';
import { Dimension, Text, Tier } from '../../lib/schemas/dictionary.ts';
import { leaves } from '../../lib/schemas/issues.ts';
import { Problem } from '../../local/problem.ts';
import { readJson } from '../json-file.ts';

/** What is said that means nothing of categories. */
export function forNumbers(spec: { special?: unknown; cuts?: unknown; monotonicity?: string | undefined }): string[] {
  const { special, cuts } = spec;
  const monotonicity = spec.monotonicity === 'auto' || spec.monotonicity === 'none' ? undefined : spec.monotonicity;
  return Object.entries({ special, cuts, monotonicity }).flatMap(([name, said]) => (said === undefined ? [] : [name]));
}

/** What may be said of one column; all of it is optional, and nothing that is said is guessed. */
export const ColumnSpec = z
  .strictObject({
    type: z.enum(['number', 'category']).optional(),
    /** Texts that mean 'not known' here, besides the empty cell; when absent, those of `missing`, or the usual ones. */
    missing: z.array(z.string()).optional(),
    /** Codes that are no quantities, such as 98 for 'refused to say'; when absent, they are looked for. */
    special: z.array(z.number()).optional(),
    /** Cuts set by hand. */
    cuts: z
      .array(z.number())
      .refine((cuts) => cuts.every((cut, i) => i === 0 || cut > cuts[i - 1]!), {
        error: 'each must be above the one before',
      })
      .optional(),
    dimension: Dimension.optional(),
    /** The characteristic of the prior that it measures, when that has another name. */
    characteristic: z.string().min(1).optional(),
    /** How the fact is called, in both languages. */
    label: Text.optional(),
    /** What is said when its value costs points; the label when absent. */
    reason: Text.optional(),
    unit: z.string().min(1).optional(),
    /** Days after which a statement counts half (365); null = it never fades. */
    halfLifeDays: z.number().positive().max(36_500).nullable().optional(),
    /** Who may state it (everybody but the person). */
    assertableBy: z.array(Tier).min(1).optional(),
    /** Whether the person can do something about it (no). */
    actionable: z.boolean().optional(),
    /** How the points must run as the value rises. */
    monotonicity: z.enum(['auto', 'ascending', 'descending', 'peak', 'valley', 'none']).optional(),
    /** true: for the fairness tables only; 'age': may be scored, never against people of 62 and over; false: it only sounds so. */
    protected: z.union([z.boolean(), z.literal('age')]).optional(),
    /** Left out, whatever it holds. */
    ignore: z.boolean().optional(),
  })
  .refine((spec) => spec.type !== 'category' || forNumbers(spec).length === 0, {
    error: 'special codes, cuts and monotonicity are for numbers',
  });
export type ColumnSpec = z.infer<typeof ColumnSpec>;

/** What may be said of a file that a scorecard is learned from. */
export const TrainingSpec = z.strictObject({
  $comment: z.string().optional(),
  delimiter: z.string().length(1).default(','),
  missing: z.array(z.string()).optional(),
  columns: z.record(z.string(), ColumnSpec).default({}),
});
export type TrainingSpec = z.infer<typeof TrainingSpec>;

export const NO_SPEC: TrainingSpec = { delimiter: ',', columns: {} };

/** Reads a spec; throws a Problem that names each path with the rule it breaks. */
export function readSpec(file: string): TrainingSpec {
  const parsed = TrainingSpec.safeParse(readJson(file, '--spec'));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues
    .flatMap(leaves)
    .map(({ path, message }) => `${path.join('.') || '(root)'}: ${message}`);
  throw new Problem(`${basename(file)} breaks these rules: ${lines.join('; ')}`, 'mend it');
}

/** A spec speaks of columns that there are: a typing mistake would silently say nothing. */
export function refuseUnknown(spec: TrainingSpec, header: readonly string[], name: string): void {
  const unknown = Object.keys(spec.columns).filter((column) => !header.includes(column));
  if (unknown.length > 0)
    throw new Problem(
      `the spec speaks of ${unknown.map((column) => JSON.stringify(column)).join(', ')}, which ${name} does not have`,
      `its columns are ${header.join(', ')}`,
    );
}

/** Only a prior has characteristics to be named. */
export function refuseCharacteristics({ columns }: TrainingSpec): void {
  const named = Object.keys(columns).filter((column) => columns[column]!.characteristic !== undefined);
  if (named.length > 0)
    throw new Problem(`the spec names the characteristic of ${named.join(', ')}`, 'say with --prior of which card');
}
