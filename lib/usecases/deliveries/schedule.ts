const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** Milliseconds between an attempt and the one before it, as Standard Webhooks 1.0 suggests: three days and more in all. */
export const INTERVALS_MS: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** So much longer at most, by chance: what failed together does not come back together. */
const JITTER = 0.2;

export interface FailedAttempt {
  /** Its place in the schedule. */
  attempt: number;
  /** Milliseconds since 1970. */
  now: number;
  /** What the receiver asked for; no longer than the longest interval is granted. */
  retryAfterMs: number | undefined;
}

/**
 * When a failed attempt is followed by the next one; undefined when it was the last.
 * @param chance from 0 up to 1
 */
export function nextDue(
  { attempt, now, retryAfterMs = 0 }: FailedAttempt,
  intervals: readonly number[],
  chance: number,
): number | undefined {
  const interval = intervals[attempt + 1];
  if (interval === undefined) return undefined;
  const asked = Math.min(retryAfterMs, Math.max(...intervals));
  return Math.ceil(now + Math.max(interval * (1 + JITTER * chance), asked));
}
