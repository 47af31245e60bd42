import { resolve } from 'node:path';
import { issueToken } from '../../local/issuer.ts';
import { asProblem } from '../../local/problem.ts';
import { refusal, unreachable } from './refusal.ts';

/** What the API answers; it says no more than JSON does. */
export interface Answers {
  [name: string]: unknown;
}

export type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Answers>;

const TIMEOUT_MS = 35_000;

/** An administrator's token of the development issuer. */
export async function developmentToken(state: string): Promise<string> {
  try {
    return await issueToken({ state: resolve(state), subject: 'operator', scope: 'admin' });
  } catch (error) {
    throw asProblem(error);
  }
}

/** Calls of an administrator. A refusal is a Problem that tells each field and its rule. */
export function adminApi(api: URL, token: string): Call {
  const base = api.href.replace(/\/$/, '');
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${base}${path}`, { method, headers, signal, ...sent }).catch(() => undefined);
    if (response === undefined) throw unreachable(api);
    const answer = parsed(await response.text());
    if (response.ok && answer !== undefined) return answer;
    const retryAfter = response.headers.get('retry-after');
    throw refusal(response.status, answer, retryAfter, "an administrator's token (scope admin)");
  };
}

function parsed(text: string): Answers | undefined {
  try {
    return JSON.parse(text) as Answers;
  } catch {
    return undefined;
  }
}
