import { text } from 'node:stream/consumers';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

const FRESH_MS = 600_000;
/** Not sooner than this after the last time are keys fetched again for a token whose key is not among them. */
const COOLDOWN_MS = 30_000;
const PATIENCE_MS = 3000;
const HEADERS = { accept: 'application/json, application/jwk-set+json', 'user-agent': 'tahini' };

/**
 * The issuer's published keys, fetched when first needed and kept for ten minutes; concurrent requests share a fetch.
 * As jose's createRemoteJWKSet, but over node:https, which the store's client has loaded anyway: `fetch` and `Headers`
 * would load all of Node's HTTP client anew, 20 ms and more of each cold start.
 */
export function issuerKeys(url: string): JWTVerifyGetKey {
  let kept: { keys: JWTVerifyGetKey; at: number } | undefined;
  let fetching: Promise<JWTVerifyGetKey> | undefined;
  const agedUnder = (ms: number) => (kept !== undefined && Date.now() < kept.at + ms ? kept.keys : undefined);
  const fetched = () => {
    fetching ??= fetchKeys(url)
      .then((keys) => {
        kept = { keys, at: Date.now() };
        return keys;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };
  return async (header, token) => {
    const keys = agedUnder(FRESH_MS) ?? (await fetched());
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || agedUnder(COOLDOWN_MS) !== undefined) throw error;
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
      if (response.statusCode === 200) return resolve(text(response));
      response.destroy();
      reject(new errors.JOSEError(`the issuer answered ${response.statusCode}`));
    }).on('error', reject);
  });
  return createLocalJWKSet(JSON.parse(answer) as JSONWebKeySet);
}
