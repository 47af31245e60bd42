import { ROUTES } from '../schemas/api/routes.ts';
import type { OperationId } from './types.ts';

/** What is sent, but for the token. */
export interface Outgoing {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/**
 * An operation's input as a request. What the path does not name, and is neither `body` nor `ifMatch`, is the query.
 * Throws when the path lacks a part: without it the request would mean something else.
 */
export function requestOf(id: OperationId, input: object): Outgoing {
  const { body, ifMatch, ...rest } = input as Record<string, unknown>;
  const [method = '', template = ''] = ROUTES[id].split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name] ?? '');
    delete rest[name];
    // A browser takes dots for steps up the path.
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`${id} needs ${name}`);
    return encodeURIComponent(value);
  });
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = String(ifMatch);
  return { method, path: path + queryOf(rest), headers, body: body === undefined ? body : JSON.stringify(body) };
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.keys(values)
    .filter((name) => values[name] !== undefined)
    .map((name) => `${name}=${encodeURIComponent(String(values[name]))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
