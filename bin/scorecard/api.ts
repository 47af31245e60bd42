import { resolve } from 'node:path';
import { issueToken } from '../../local/issuer.ts';
import { asProblem } from '../../local/problem.ts';
import { brokenOff, jsonObject, refusal, somethingElse, unreachable } from './refusal.ts';

/** What the API answers; it says no more than JSON does. */
export interface Answers {
  [name: string]: unknown;
}

/** `has` names members without which it would not be the answer. */
export type Call = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  has?: readonly string[],
) => Promise<Answers>;

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
  return async (method, path, body, has = []) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${base}${path}`, { method, headers, signal, redirect: 'manual', ...sent }).catch(
      () => {
        throw unreachable(api);
      },
    );
    const text = await response.text().catch(() => {
      throw brokenOff(api);
    });
    const answer = jsonObject(text);
    if (response.ok && answer !== undefined && has.every((name) => name in answer)) return answer;
    // A gateway's own page for a service that is down is no news of another one.
    if (response.ok || (answer === undefined && response.status < 500 && response.status !== 429))
      throw somethingElse(api, response.status, text, '--api');
    const retryAfter = response.headers.get('retry-after');
    throw refusal(response.status, answer, retryAfter, "an administrator's token (scope admin)");
  };
}
