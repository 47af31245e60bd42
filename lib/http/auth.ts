import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { TahiniError } from '../errors.ts';
import { TIERS, type Tier } from '../schemas/dictionary.ts';
import { PARTNER_SOURCE } from '../schemas/partner.ts';
import { SubjectId } from '../schemas/profile.ts';
import type { Scope } from '../schemas/scope.ts';
import { issuerKeys } from './issuer-keys.ts';

/** Who a verified token speaks for. */
export interface Identity {
  kind: 'subject' | 'service';
  sourceId: string;
  tier: Tier;
  scopes: ReadonlySet<string>;
  /** The one person whom the token reaches; undefined = anyone. */
  reaches: string | undefined;
}

export type Authenticate = (authorization: string | undefined) => Promise<Identity>;

/** Asymmetric signatures only: a shared secret, or 'none', never verifies. */
const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;
/** A verified token is remembered for a minute at most: sources send many reports with one token. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1000;

/** Verifies bearer tokens against the issuer's published keys: signature, algorithm, issuer, audience, expiry. */
export function tokenVerifier({
  issuer,
  audience,
  keysUrl,
}: {
  issuer: string;
  audience: string[];
  keysUrl: string;
}): Authenticate {
  const keys = issuerKeys(keysUrl);
  const remembered = new Map<string, { identity: Identity; until: number }>();
  return async (authorization) => {
    const token = bearer(authorization);
    const known = remembered.get(token);
    if (known !== undefined && Date.now() < known.until) return known.identity;
    const payload = await verified(token, keys, { issuer, audience });
    const identity = identityOf(payload);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(token, { identity, until: Math.min((payload.exp ?? 0) * 1000, Date.now() + REMEMBERED_MS) });
    return identity;
  };
}

function bearer(authorization: string | undefined): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new TahiniError('unauthenticated', 'Send `Authorization: Bearer <token>`.');
  return token;
}

async function verified(
  token: string,
  keys: JWTVerifyGetKey,
  expected: { issuer: string; audience: string[] },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return payload;
  } catch (error) {
    if (isOfIssuer(error)) {
      throw new TahiniError('issuer-unavailable', 'The keys of the token issuer cannot be had.', { retryAfter: 5 });
    }
    throw new TahiniError('unauthenticated', 'The token is not valid: bad signature, issuer, audience or expiry.');
  }
}

/** Whether the issuer's keys are at fault, and not the token. `ERR_JOSE_GENERIC`: its answer was an error, or no JSON. */
function isOfIssuer(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
}

const Claims = z.object({ sub: SubjectId, scope: z.string().default(''), tahini_tier: z.enum(TIERS).optional() });

/**
 * A token with `subjects:any` is a service's and must carry its tier; any other is a person's own. A person speaks as
 * `self`, so a service may not; and what a partner says is signed, so no token speaks for one.
 */
function identityOf(payload: JWTPayload): Identity {
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw new TahiniError('unauthenticated', 'The token lacks a usable sub, scope or tahini_tier.');
  const { sub, scope, tahini_tier: tier } = claims.data;
  if (sub.startsWith(PARTNER_SOURCE)) throw new TahiniError('forbidden', 'Partners sign; no token speaks for one.');
  const scopes = new Set(scope.split(' ').filter((name) => name !== ''));
  if (!scopes.has('subjects:any')) return { kind: 'subject', sourceId: 'self', tier: 'self', scopes, reaches: sub };
  if (tier === undefined || tier === 'self' || sub === 'self') {
    throw new TahiniError('forbidden', 'A service token needs a tier of its own in tahini_tier.');
  }
  return { kind: 'service', sourceId: sub, tier, scopes, reaches: undefined };
}

/** The `sub` of the token: a person's or a service's. */
export function holderOf({ reaches, sourceId }: Identity): string {
  return reaches ?? sourceId;
}

/** For what concerns nobody in particular. */
export function authorizeAdmin({ scopes }: Identity): void {
  if (!scopes.has('admin')) throw new TahiniError('forbidden', 'This token does not allow admin here.');
}

/** Refuses, in the same words whether the person exists or not. */
export function authorize({ scopes, reaches }: Identity, scope: Scope, subjectId: string): void {
  if ((reaches !== undefined && reaches !== subjectId) || !scopes.has(scope)) {
    throw new TahiniError('forbidden', `This token does not allow ${scope} here.`);
  }
}
