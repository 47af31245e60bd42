import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../local/problem.ts';
import { type Answer, PASSING, readAnswer } from './answers.ts';
import type { Sendable } from './convert.ts';
import type { Connection, HttpReply } from './http.ts';

/** The import was told to stop while a row waited for its next attempt; the row is not done. */
export class Interrupted extends Error {}

export interface Sending {
  connection: Connection;
  token: string;
  /** How long a row is tried again and again, in milliseconds. */
  patienceMs: number;
  signal: AbortSignal;
}

const FIRST_DELAY_MS = 200;
const MOST_DELAY_MS = 10_000;

/**
 * Sends one row. Busy servers and broken connections are tried again, which is harmless because merging is idempotent.
 * Throws a Problem when the API is no use, or stays away for longer than the patience.
 */
export async function sendRow({ subjectId, body }: Sendable, sending: Sending): Promise<Answer> {
  const { connection, token, patienceMs, signal } = sending;
  const path = `/v1/profiles/${encodeURIComponent(subjectId)}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const deadline = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    const reply = await connection.put(path, body, headers).catch(asFailure);
    if ('status' in reply && !PASSING.includes(reply.status)) return readAnswer(reply);
    const delay = delayMs(attempt, 'status' in reply ? reply.retryAfter : undefined);
    if (performance.now() + delay > deadline) throw gaveUp(reply, attempt);
    await sleep(delay, undefined, { signal }).catch(() => {});
    if (signal.aborted) throw new Interrupted();
  }
}

interface Failure {
  failure: string;
}

/** A code such as ECONNREFUSED; a message could hold anything. */
function asFailure(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { failure: code ?? 'no answer in time' };
}

/** Full jitter up to twice the delay before; never sooner than the server asks (M. Brooker, as in functions/). */
function delayMs(attempt: number, retryAfter = 0): number {
  const jitter = Math.random() * Math.min(MOST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.max(0, retryAfter) * 1000 + jitter;
}

function gaveUp(reply: HttpReply | Failure, attempts: number): Problem {
  const why = 'status' in reply ? `still answers ${reply.status}` : `cannot be reached (${reply.failure})`;
  return new Problem(
    `after ${attempts} attempts the API ${why}`,
    'check that it runs at the address in --api, then run the same command again: it continues',
  );
}
