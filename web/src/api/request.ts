import { currentToken, endSession } from '../session.ts';

/** RFC 9457 problem details, as every error of the API is told. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: readonly { pointer: string; type?: string; detail: string }[];
}

export type Result<T> = { ok: true; data: T; etag: string | undefined } | { ok: false; problem: Problem };

interface Ask {
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  ifMatch?: string;
}

/** One call of the API on this origin, as whoever is signed in. Never throws: what goes wrong is a problem to show. */
export async function request<T>(method: string, path: string, { query, body, ifMatch }: Ask = {}): Promise<Result<T>> {
  const token = currentToken() ?? '';
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = ifMatch;
  try {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(path + search(query), { method, headers, credentials: 'omit', ...sent });
    if (response.status === 401) endSession(token);
    return await read<T>(response);
  } catch {
    return { ok: false, problem: { type: 'urn:tahini:console:unreachable', title: '', status: 0 } };
  }
}

async function read<T>(response: Response): Promise<Result<T>> {
  const text = await response.text();
  const json = text === '' ? undefined : parsed(text);
  if (response.ok) return { ok: true, data: json as T, etag: response.headers.get('etag') ?? undefined };
  const { status } = response;
  // The gateway itself answers in another form.
  const problem = { type: 'about:blank', title: json?.message ?? response.statusText, ...json, status };
  return { ok: false, problem };
}

function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function search(query: Ask['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
