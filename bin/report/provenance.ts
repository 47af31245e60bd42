import * as z from 'zod';
import type { Scorecard } from '../../lib/scoring/model.ts';

const Known = z.object({
  method: z.string().optional().catch(undefined),
  parameters: z.record(z.string(), z.unknown()).default({}).catch({}),
  strengths: z.record(z.string(), z.unknown()).default({}).catch({}),
  rows: z.number().optional().catch(undefined),
  people: z.number().optional().catch(undefined),
  badRate: z.number().optional().catch(undefined),
  source: z
    .object({ file: z.string(), sha256: z.string(), columns: z.number(), bad: z.number() })
    .optional()
    .catch(undefined),
  dropped: z
    .array(z.object({ column: z.string(), why: z.string(), informationValue: z.number() }))
    .default([])
    .catch([]),
  program: z.object({ name: z.string(), version: z.string() }).optional().catch(undefined),
  foundSpecialCodes: z.record(z.string(), z.array(z.number())).default({}).catch({}),
});

const TOLD_ELSEWHERE = ['columns', 'missing', 'training', 'baseline', 'heldOut'];

/** What a card says of where it comes from; any of it may be absent, and what has no name here is kept as text. */
export function provenanceOf({ file }: Scorecard) {
  const known = Known.parse(file.provenance);
  const named = [...Object.keys(known), ...TOLD_ELSEWHERE];
  const others = Object.entries(file.provenance).filter(([key]) => !named.includes(key));
  return { ...known, others: others.map(([key, value]) => [key, textOf(value)] as const) };
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
