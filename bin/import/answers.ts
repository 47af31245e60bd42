import * as z from 'zod';
import { UpsertReply } from '../../lib/schemas/api/replies/profile.ts';
import { Problem } from '../../local/problem.ts';
import { jsonObject, refusal } from '../scorecard/refusal.ts';
import type { Violation } from './convert.ts';
import type { HttpReply } from './http.ts';

/** What became of one row. */
export type Answer = { outcome: 'imported' | 'unchanged' } | { outcome: 'refused'; violations: Violation[] };

/** RFC 9457, as lib/http/problems.ts writes it. */
const ProblemDetails = z.object({
  type: z.string(),
  detail: z.string().default(''),
  errors: z.array(z.object({ pointer: z.string(), type: z.string(), detail: z.string() })).optional(),
});

const CHECK = 'check the address in --api, and whether a proxy or a sign-in page stands before it';
// The row is at fault, not the connection, the token or the address.
const REFUSALS = [400, 409, 410, 413, 422];
/** Answers that may be another one a moment later. */
export const PASSING = [429, 500, 502, 503, 504];

/** Reads an answer that is not a passing one. Throws a Problem when going on with other rows would be no use. */
export function readAnswer({ status, body }: HttpReply): Answer {
  if (status === 200 || status === 201) {
    const reply = UpsertReply.safeParse(jsonObject(body));
    if (!reply.success) throw new Problem('the API answers, but not as Tahini does', CHECK);
    return { outcome: status === 201 || reply.data.accepted.length > 0 ? 'imported' : 'unchanged' };
  }
  const problem = ProblemDetails.safeParse(jsonObject(body)).data;
  if (REFUSALS.includes(status)) return { outcome: 'refused', violations: violationsOf(status, problem) };
  if (status < 500 && jsonObject(body) === undefined)
    throw new Problem(`the API answers ${status}, but not as Tahini does`, CHECK);
  throw refusal(status, problem, null, "a service's token with a tier and the scopes subjects:any and profile:write");
}

function violationsOf(status: number, problem: z.infer<typeof ProblemDetails> | undefined): Violation[] {
  if (problem?.errors !== undefined && problem.errors.length > 0) return problem.errors;
  return [{ type: problem?.type ?? `http-${status}`, pointer: '', detail: problem?.detail ?? '' }];
}
