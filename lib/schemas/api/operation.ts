import type * as z from 'zod';
import type { ErrorKind } from '../../errors.ts';
import type { Scope } from '../scope.ts';

export const TAGS = {
  Profiles: 'What is known of a person: evidence, who says so, and what the person consents to.',
  Scores: 'The score of a person, why it is so, how it came about, and what would change it.',
  Scorecards: 'The registry of scorecards: register, compare, activate.',
  'Re-score jobs': 'Sweeps of everybody under one card, for real or as a dry run.',
  Partners: 'Who may send events, what their events mean, and the secrets they sign with.',
  Events: 'What partners saw, signed by them.',
  Subscriptions: 'What partners are told, and where.',
  Deliveries: 'What became of each notification.',
  Outcomes: 'What became of loans, with what was known when they were opened.',
  Reference: 'What the API is, and whether it answers; for anybody.',
} as const;
export type Tag = keyof typeof TAGS;

/** What an operation may answer when all is well. */
export interface Reply {
  description: string;
  /** Absent: no body. */
  body?: z.ZodType;
  /** What the body is when it is not JSON. */
  mediaType?: 'text/html';
  /** Beside `Cache-Control: no-store`. */
  headers?: readonly 'ETag'[];
}

/** One route of the API, but for its method and path, which are in routes.ts. */
export interface Operation {
  tag: Tag;
  summary: string;
  description: string;
  /** What the bearer token has to allow, or that the request is signed by the partner, or that nothing is asked for. */
  access: { scope: Scope; of: 'subject' | 'anybody' } | 'signature' | 'open';
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Beside those that carry the token or the signature. */
  headers?: z.ZodObject;
  /** `optional`: may be left out, and counts as `{}` then. */
  body?: z.ZodType;
  replies: { readonly [status: number]: Reply };
  /** Kinds of problem beside those that every operation of its `access` has: see problems.ts. */
  problems: readonly ErrorKind[];
}
