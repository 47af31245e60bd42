import type { IncomingMessage } from 'node:http';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

const FRESH_MS = 600_000;
/** Not sooner than this after the last attempt are keys fetched again for a token whose key is not among them. */
const COOLDOWN_MS = 30_000;
/** And after one that failed, for any token: garbage must not keep us, and the issuer, busy. */
const FAILED_MS = 3000;
const PATIENCE_MS = 3000;
const MOST_BYTES = 1_000_000;
const HEADERS = { accept: 'application/json, application/jwk-set+json', 'user-agent': 'tahini' };

interface Attempt {
  at: number;
  keys: Promise<JWTVerifyGetKey>;
  failed: boolean;
}

/**
 * The issuer's published keys, fetched when first needed and kept for ten minutes; concurrent requests share a fetch.
 * As jose's createRemoteJWKSet, but over node:https, which the store's client has loaded anyway: `fetch` and `Headers`
 * would load all of Node's HTTP client anew, 20 ms and more of each cold start.
 */
export function issuerKeys(url: string): JWTVerifyGetKey {
  let kept: { keys: JWTVerifyGetKey; at: number } | undefined;
  let last: Attempt | undefined;
  let isFetching = false;
  const agedUnder = (ms: number, at: number | undefined) => at !== undefined && Date.now() < at + ms;
  const fetched = (): Promise<JWTVerifyGetKey> => {
    if (last !== undefined && (isFetching || (last.failed && agedUnder(FAILED_MS, last.at)))) return last.keys;
    const attempt: Attempt = { at: Date.now(), keys: fetchKeys(url), failed: false };
    last = attempt;
    isFetching = true;
    attempt.keys
      .then(
        (keys) => {
          kept = { keys, at: Date.now() };
        },
        () => {
          attempt.failed = true;
        },
      )
      .finally(() => {
        isFetching = false;
      });
    return attempt.keys;
  };
  return async (header, token) => {
    const keys = kept !== undefined && agedUnder(FRESH_MS, kept.at) ? kept.keys : await fetched();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || agedUnder(COOLDOWN_MS, last?.at)) throw error;
      return (await fetched())(header, token);
    }
  };
}

/** A connection of its own: one kept over a frozen Lambda may be dead. Redirects are not followed. */
async function fetchKeys(url: string): Promise<JWTVerifyGetKey> {
  // Plain http is for one machine only; importing it by name would load what the comment above avoids.
  const { get } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  const answer = await new Promise<string>((resolve, reject) => {
    const options = { signal: AbortSignal.timeout(PATIENCE_MS), headers: HEADERS, agent: false };
    get(url, options, (response) => {
      if (response.statusCode === 200) return void bodyOf(response).then(resolve, reject);
      response.destroy();
      reject(new errors.JOSEError(`the issuer answered ${response.statusCode}`));
    }).on('error', reject);
  });
  return createLocalJWKSet(JSON.parse(answer) as JSONWebKeySet);
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MOST_BYTES) throw new errors.JOSEError('the issuer does not stop talking');
  }
  return body;
}
