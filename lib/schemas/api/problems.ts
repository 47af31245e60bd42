import * as z from 'zod';
import type { ErrorKind } from '../../errors.ts';
import type { Operation } from './operation.ts';

/** What any operation may answer: `internal` is our fault, and the two others pass by themselves. */
const ALWAYS = ['throttled'] as const satisfies readonly ErrorKind[];
const WITH_TOKEN = ['unauthenticated', 'forbidden', 'issuer-unavailable'] as const satisfies readonly ErrorKind[];
const SIGNED = ['not-signed', 'body-too-large'] as const satisfies readonly ErrorKind[];

/** Of a JSON body that is parsed. */
export const BODY_PROBLEMS = [
  'malformed-json',
  'unsupported-media-type',
  'body-too-large',
  'invalid-body',
] as const satisfies readonly ErrorKind[];

/** Of facts that are stated, or supposed. */
export const FACT_PROBLEMS = [
  'unknown-fact',
  'tier-may-not-assert',
  'wrong-type',
  'out-of-range',
  'not-finite',
  'unknown-category',
  'future-observation',
  'too-many-facts',
] as const satisfies readonly ErrorKind[];

/** All kinds that an operation may answer, besides `internal`. */
export function problemsOf({ access, problems }: Pick<Operation, 'access' | 'problems'>): ErrorKind[] {
  if (access === 'open') return [...problems];
  return [...new Set([...(access === 'signature' ? SIGNED : WITH_TOKEN), ...ALWAYS, ...problems])];
}

export const PROBLEM_TYPE = 'urn:tahini:problem:';

/** RFC 9457. `type` is stable and can be switched on; `title` and `detail` are for people. */
export const Problem = z.strictObject({
  type: z.string().describe('Which rule was broken: `urn:tahini:problem:` and its name'),
  title: z.string().describe('The same in words'),
  status: z.int().min(400).max(599).describe('The status of the answer'),
  detail: z.string().optional().describe('What was wrong this time; quotes nothing of the request'),
  instance: z.string().describe('`urn:request:` and the id under which the request is in the logs'),
  errors: z
    .array(
      z.strictObject({
        pointer: z.string().describe('JSON Pointer (RFC 6901) into the body'),
        type: z.string().describe('The rule that this field broke, as above'),
        detail: z.string().describe('What the field should be'),
      }),
    )
    .optional()
    .describe('Each field that broke a rule; then nothing of the body was used'),
});
export type Problem = z.infer<typeof Problem>;
