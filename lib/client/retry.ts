import { ROUTES } from '../schemas/api/routes.ts';
import type { OperationId, Result, Retries } from './types.ts';

export const RETRIES: Retries = { most: 3, firstMs: 300, longestMs: 5000, withinMs: 30_000 };

/** POSTs that may be sent twice: they compute, or take the same content as the same. */
const REPEATABLE: readonly OperationId[] = ['computeScore', 'simulateScore', 'registerScorecard'];
const NO_ANSWER = ['network', 'timeout'];

/** Whether the same may be sent again. A 429 did nothing; of anything else nobody knows what was done. */
export function mayRepeat(id: OperationId, result: Result): boolean {
  if (result.ok) return false;
  const { status, problem } = result;
  if (status === 429) return true;
  if (ROUTES[id].startsWith('POST') && !REPEATABLE.includes(id)) return false;
  return [502, 503, 504].includes(status) || NO_ANSWER.includes(problem.kind);
}

/**
 * Milliseconds before try `attempts + 1`: what the service asks for, and on top of it chance between 0 and a range that
 * doubles ("full jitter"), so that those who failed together do not come back together.
 */
export function waitMs(retries: Retries, attempts: number, retryAfter = 0): number {
  const range = Math.min(retries.longestMs, retries.firstMs * 2 ** (attempts - 1));
  return retryAfter * 1000 + Math.random() * range;
}

/** Ends early when the signal says so. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}
