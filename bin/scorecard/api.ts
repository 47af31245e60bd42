import { resolve } from 'node:path';
import { issueToken } from '../../local/issuer.ts';
import { asProblem, Problem } from '../../local/problem.ts';

/** What the API answers; it says no more than JSON does. */
export interface Answers {
  [name: string]: unknown;
}

export type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Answers>;

const TIMEOUT_MS = 35_000;

/** The API refused a call, or did not answer it. */
export class CallProblem extends Problem {
  /** Undefined when there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, remedy: string, status?: number) {
    super(message, remedy);
    this.status = status;
  }
}

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
    if (response === undefined) {
      throw new CallProblem(`the API at ${api.href} does not answer`, 'check --api, and that it runs');
    }
    const answer = parsed(await response.text());
    if (!response.ok || answer === undefined) throw refusal(response.status, answer);
    return answer;
  };
}

function parsed(text: string): Answers | undefined {
  try {
    return JSON.parse(text) as Answers;
  } catch {
    return undefined;
  }
}

function refusal(status: number, answer: Answers | undefined): CallProblem {
  const errors = Array.isArray(answer?.errors) ? (answer.errors as { pointer?: string; detail?: string }[]) : [];
  const lines = errors.map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`);
  const said = typeof answer?.detail === 'string' ? answer.detail : String(answer?.message ?? 'no JSON came back');
  return new CallProblem(`the API answers ${status}`, `${said}${lines.join('')}`, status);
}
