import { type ErrorKind, TahiniError } from '../errors.ts';

/** Each error kind as RFC 9457 problem details. The types are stable: clients may switch on them. */
export const PROBLEMS: Record<ErrorKind, [status: number, title: string]> = {
  'malformed-json': [400, 'The body is not JSON'],
  'unsupported-media-type': [415, 'The body must be application/json'],
  'body-too-large': [413, 'The body is too large'],
  'invalid-body': [422, 'The body does not have the right shape'],
  'invalid-query': [400, 'A query parameter is not valid'],
  'invalid-subject-id': [400, 'The subject id is not valid'],
  'unknown-fact': [422, 'Unknown fact'],
  'tier-may-not-assert': [422, 'This source may not state this fact'],
  'wrong-type': [422, 'A value has the wrong type'],
  'out-of-range': [422, 'A value is out of range'],
  'not-finite': [422, 'A number is not finite'],
  'unknown-category': [422, 'Unknown category'],
  'future-observation': [422, 'An observation lies in the future'],
  'too-many-facts': [422, 'Too many facts at once'],
  'profile-too-large': [422, 'The profile would become too large'],
  'consent-not-yours': [403, 'Only the person can consent'],
  'stale-if-match': [412, 'It has changed since'],
  'unknown-subject': [404, 'Unknown subject'],
  'erased-subject': [410, 'This person was erased'],
  'no-score-yet': [404, 'No score yet'],
  'as-of-too-early': [409, 'The day of scoring is too early'],
  'invalid-scorecard': [422, 'The scorecard breaks a rule'],
  'scorecard-taken': [409, 'This version has other content'],
  'unknown-scorecard': [404, 'Unknown scorecard'],
  'dictionary-shrinks': [409, 'The dictionary does not contain the active one'],
  'dry-run-missing': [409, 'Without a dry run'],
  'activation-overtaken': [409, 'Another scorecard was activated'],
  'invalid-partner-id': [400, 'The partner id is not valid'],
  'unknown-partner': [404, 'Unknown partner'],
  'partner-deleted': [409, 'A deleted partner had this id'],
  'fact-not-allowed': [422, 'This partner may not state this fact'],
  'invalid-mapping': [422, 'A mapping cannot mean anything'],
  'unknown-subscription': [404, 'Unknown subscription'],
  'too-many-subscriptions': [409, 'Too many subscriptions'],
  'unknown-delivery': [404, 'Unknown delivery'],
  'issuer-unavailable': [503, 'The token issuer cannot be reached'],
  unauthenticated: [401, 'A valid bearer token is needed'],
  'not-signed': [401, 'A valid signature is needed'],
  forbidden: [403, 'Not allowed with this token'],
  'rate-limited': [429, 'Too many requests'],
  'unknown-batch': [404, 'Unknown batch'],
  'unknown-job': [404, 'Unknown job'],
  'job-running': [409, 'Another job is running'],
  'job-ended': [409, 'The job has ended'],
  contention: [503, 'Too many writers at once'],
  throttled: [503, 'Busy'],
};

/** A 401 says by what to authenticate (RFC 9110, section 11.6.1). */
const CHALLENGES: Partial<Record<ErrorKind, string>> = {
  unauthenticated: 'Bearer error="invalid_token"',
  'not-signed': 'Standard-Webhooks',
};

export interface Reply {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** The answer to an error. What is not a TahiniError is our fault, and its answer says nothing of the inside. */
export function problemReply(error: unknown, requestId: string): Reply {
  if (!(error instanceof TahiniError)) {
    return problem(500, 'internal', 'Something went wrong here', { instance: `urn:request:${requestId}` }, {});
  }
  const [status, title] = PROBLEMS[error.kind];
  const errors = error.violations.map(({ pointer, rule, detail }) => ({ pointer, type: typeOf(rule), detail }));
  const headers: Record<string, string> =
    error.retryAfter === undefined ? {} : { 'retry-after': String(error.retryAfter) };
  const challenge = CHALLENGES[error.kind];
  if (challenge !== undefined) headers['www-authenticate'] = challenge;
  const extra = {
    detail: error.message,
    instance: `urn:request:${requestId}`,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return problem(status, error.kind, title, extra, headers);
}

export function typeOf(kind: string): string {
  return `urn:tahini:problem:${kind}`;
}

function problem(status: number, kind: string, title: string, extra: object, headers: Record<string, string>): Reply {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify({ type: typeOf(kind), title, status, ...extra }),
  };
}
