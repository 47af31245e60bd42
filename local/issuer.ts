import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

export const ISSUER = 'http://localhost/tahini-development-issuer';
export const AUDIENCE = 'tahini';
export const KEYS_PATH = '/.well-known/jwks.json';

export const TIERS = ['registry', 'bureau', 'partner', 'platform'] as const;
export type ServiceTier = (typeof TIERS)[number];

export interface TokenRequest {
  /** The state directory, which holds the private key. */
  state: string;
  /** The person's id, or the service's own. */
  subject: string;
  /** Space-separated. */
  scope: string;
  /** Makes it a service's token, with the tier it asserts as. */
  tier?: ServiceTier | undefined;
  /** A span such as '12h'. */
  expiresIn?: string | undefined;
  audience?: string | undefined;
  /** What else an issuer may say of the holder. */
  claims?: Record<string, string> | undefined;
}

/** A token of the development issuer: only a run with the same state directory believes it. */
export async function issueToken(request: TokenRequest): Promise<string> {
  const { state, subject, scope, tier, expiresIn = '12h', audience = AUDIENCE, claims } = request;
  const key = await privateKey(state);
  return new SignJWT({ ...claims, scope, ...(tier === undefined ? {} : { tahini_tier: tier }) })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid!, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(await importJWK(key, 'ES256'));
}

/** The public half, as TOKEN_KEYS_URL serves it. */
export async function publicKeys(state: string): Promise<{ keys: JWK[] }> {
  const { d: _private, ...key } = await privateKey(state);
  return { keys: [key] };
}

/** Made on first use; whoever comes first wins, also between two processes. */
async function privateKey(state: string): Promise<JWK> {
  const file = join(state, 'issuer.json');
  mkdirSync(state, { recursive: true });
  const kept = read(file);
  if (kept) return kept;
  const { privateKey: key } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(key);
  const named = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
  // Written beside and then linked: the file is there whole or not at all, and an existing one is never replaced.
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(named), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
  return read(file) ?? named;
}

function read(file: string): JWK | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
