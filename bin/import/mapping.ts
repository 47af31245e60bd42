import { basename } from 'node:path';
import * as z from 'zod';
import { FactName, Tier } from '../../lib/schemas/dictionary.ts';
import { MOST_FACTS, SubjectId } from '../../lib/schemas/profile.ts';
import { parseDay } from '../../lib/scoring/calendar.ts';
import { Problem } from '../../local/problem.ts';
import { readJson } from '../json-file.ts';

const ColumnName = z.string();

/** Where a fact's value is found, and how the text of a cell becomes a value. */
export const FactColumn = z
  .strictObject({
    column: ColumnName,
    /** What each text stands for; null = missing. A text that is not listed is refused. */
    map: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    /** A number in the file times this is the fact's number. */
    scale: z.number().positive().optional(),
    /** Without a type and a map, text that is a number becomes one, and any other stays text. */
    type: z.enum(['number', 'text', 'flag', 'date']).optional(),
  })
  .refine(({ map, type, scale }) => map === undefined || (type === undefined && scale === undefined), {
    error: 'with a map there can be neither a type nor a scale: the map says it all',
  })
  .refine(({ type, scale }) => scale === undefined || type === undefined || type === 'number', {
    path: ['scale'],
    error: 'only a number can have a scale',
  });
export type FactColumn = z.infer<typeof FactColumn>;

const Day = z.string().refine((text) => parseDay(text) !== undefined, { error: 'must be a date, YYYY-MM-DD' });
const Template = z.string().refine((text) => text.includes('{row}') && SubjectId.safeParse(named(text, 0)).success, {
  error: 'must contain {row}, else everyone would be one person, and otherwise only what a subject id may hold',
});

/** How a CSV file becomes profiles: whose word it is, who each row speaks of, since when, and what each column states. */
export const Mapping = z.strictObject({
  $comment: z.string().optional(),
  source: SubjectId.refine((name) => name !== 'self', { error: "'self' is the person's own word" }),
  tier: Tier.exclude(['self']),
  subject: z.union([z.strictObject({ template: Template }), z.strictObject({ column: ColumnName })], {
    error: 'must be {"template": "...{row}..."} or {"column": "..."}, and a template must contain {row}',
  }),
  observedAt: z.union([z.strictObject({ date: Day }), z.strictObject({ column: ColumnName })], {
    error: 'must be {"date": "YYYY-MM-DD"} or {"column": "..."}',
  }),
  delimiter: z.string().length(1).default(','),
  missing: z.array(z.string()).default(['']),
  ignore: z.array(ColumnName).default([]),
  facts: z
    .record(FactName, FactColumn)
    .refine((facts) => Object.keys(facts).length >= 1 && Object.keys(facts).length <= MOST_FACTS, {
      error: `must map 1 to ${MOST_FACTS} facts`,
    }),
});
export type Mapping = z.infer<typeof Mapping>;

/** The subject of a row by a template. */
export function named(template: string, row: number): string {
  return template.replaceAll('{row}', String(row));
}

/** Reads a mapping; throws a Problem that names each path with the rule it breaks. */
export function readMapping(file: string): Mapping {
  const parsed = Mapping.safeParse(readJson(file, '--mapping'));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(root)'}: ${message}`);
  throw new Problem(
    `${basename(file)} breaks these rules: ${lines.join('; ')}`,
    'examples/german-credit/mapping.json shows a whole one',
  );
}
