/** What can go wrong, in the domain's words. lib/http/problems.ts maps each kind to HTTP; nothing here knows of it. */
export type ErrorKind =
  | 'malformed-json'
  | 'unsupported-media-type'
  | 'body-too-large'
  | 'invalid-body'
  | 'invalid-query'
  | 'invalid-subject-id'
  | 'unknown-fact'
  | 'tier-may-not-assert'
  | 'wrong-type'
  | 'out-of-range'
  | 'not-finite'
  | 'unknown-category'
  | 'future-observation'
  | 'too-many-facts'
  | 'profile-too-large'
  | 'consent-not-yours'
  | 'stale-if-match'
  | 'unknown-subject'
  | 'erased-subject'
  | 'no-score-yet'
  | 'as-of-too-early'
  | 'invalid-scorecard'
  | 'scorecard-taken'
  | 'unknown-scorecard'
  | 'dictionary-shrinks'
  | 'dry-run-missing'
  | 'activation-overtaken'
  | 'invalid-partner-id'
  | 'unknown-partner'
  | 'partner-deleted'
  | 'fact-not-allowed'
  | 'invalid-mapping'
  | 'unknown-subscription'
  | 'too-many-subscriptions'
  | 'unknown-delivery'
  | 'issuer-unavailable'
  | 'unauthenticated'
  | 'not-signed'
  | 'forbidden'
  | 'rate-limited'
  | 'unknown-batch'
  | 'unknown-job'
  | 'job-running'
  | 'job-ended'
  | 'contention'
  | 'throttled';

/** One field that broke one rule: `pointer` is an RFC 6901 JSON pointer into the body. */
export interface Violation {
  pointer: string;
  rule: ErrorKind;
  detail: string;
}

/** A refusal the caller can act on. It carries no value from the body, so it can be logged. */
export class TahiniError extends Error {
  readonly kind: ErrorKind;
  readonly violations: readonly Violation[];
  /** Seconds after which the same call may succeed; only for kinds that pass by themselves. */
  readonly retryAfter: number | undefined;

  constructor(kind: ErrorKind, message: string, extra: { violations?: Violation[]; retryAfter?: number } = {}) {
    super(message);
    this.name = 'TahiniError';
    this.kind = kind;
    this.violations = extra.violations ?? [];
    this.retryAfter = extra.retryAfter;
  }
}

/** The store refused or failed a call in a way that nobody expected: it bears the name of what it threw. */
export class StoreError extends Error {
  constructor(cause: unknown) {
    super('the store failed', { cause });
    this.name = cause instanceof Error ? cause.name : 'StoreError';
  }
}

/** Whether the item that was to be stored is at fault, mostly by its size, and not the store. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof StoreError && error.name === 'ValidationException';
}

/** A shipped or given artefact (dictionary, scorecard, configuration) breaks a rule; `problems` are `path: rule` lines. */
export class ArtefactError extends Error {
  readonly problems: readonly string[];

  constructor(artefact: string, problems: readonly string[]) {
    super(`${artefact} is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ArtefactError';
    this.problems = problems;
  }
}

/**
 * Whether the same may succeed later: the store is at fault, or the active scorecard, or two clocks do not agree on the
 * day. Else it is what was being handled.
 */
export function passesByItself(error: unknown): boolean {
  if (error instanceof StoreError) return !isTooLarge(error);
  if (error instanceof ArtefactError) return true;
  return error instanceof TahiniError && (error.retryAfter !== undefined || error.kind === 'as-of-too-early');
}
