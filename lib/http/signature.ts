import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SignedHeaders, Verified, WebhookSecret } from '../schemas/partner.ts';

/** How far apart the clocks of sender and receiver may be, both ways; what is older may be a replay. */
export const TOLERANCE_SECONDS = 300;

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
/** Of the base64 of an HMAC-SHA-256. */
const SIGNATURE_CHARACTERS = 44;

/** 32 bytes of chance, as partners' libraries take them. */
export function newSecret(): WebhookSecret {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Between 24 and 64 bytes, as the specification asks. */
export function isSecret(text: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return false;
  const { length } = keyOf(text);
  return length >= 24 && length <= 64;
}

/** What is signed: who sends what, and when. `timestamp` in seconds since 1970. */
export interface Signable {
  id: string;
  timestamp: number;
  body: string | Uint8Array;
}

/**
 * The value of `webhook-signature`: one `v1` signature for each secret, separated by spaces. Standard Webhooks 1.0,
 * 'Signature scheme': HMAC-SHA-256 over `id.timestamp.body`.
 */
export function sign({ id, timestamp, body }: Signable, secrets: readonly string[]): string {
  return secrets.map((secret) => `v1,${signatureOf(id, String(timestamp), body, secret)}`).join(' ');
}

/**
 * Whether one of the signatures in the headers is by one of the secrets, and not older or newer than five minutes.
 * Every signature is compared with that of every secret, in constant time, whatever was found before. Versions other than
 * `v1` are passed over. Names of headers in any case; a header that came twice, as the gateway joins it, says nothing
 * that was signed.
 */
export function verify(
  headers: SignedHeaders,
  rawBody: Uint8Array,
  secrets: readonly string[],
  nowMs: number,
): Verified {
  const [id, timestamp, signatures] = [`${PART}id`, `${PART}timestamp`, `${PART}signature`].map((name) =>
    theOnly(headers, name),
  );
  const expected = secrets.map((secret) => Buffer.from(signatureOf(id ?? '', timestamp ?? '', rawBody, secret)));
  const given = (signatures ?? '').split(' ').map(candidate);
  let matches = 0;
  for (const signature of given) {
    for (const one of expected) matches += Number(timingSafeEqual(signature, one));
  }
  const inTime = /^\d{1,12}$/.test(timestamp ?? '') && isNear(Number(timestamp), nowMs);
  return id && inTime && matches > 0 ? { ok: true, id } : { ok: false };
}

const PART = 'webhook-';

/** Undefined as well when names that differ in case only carry two values. */
function theOnly(headers: SignedHeaders, name: string): string | undefined {
  const found = Object.entries(headers).filter(([key]) => key.toLowerCase() === name);
  return found.length === 1 ? found[0]?.[1] : undefined;
}

function isNear(seconds: number, nowMs: number): boolean {
  return Math.abs(Math.floor(nowMs / 1000) - seconds) <= TOLERANCE_SECONDS;
}

/** As long as every signature is; what is none is compared, too, and equals nothing. */
function candidate(text: string): Buffer {
  const [version, signature = ''] = text.split(',');
  const isOne = version === 'v1' && /^[A-Za-z0-9+/]{43}=$/.test(signature);
  return isOne ? Buffer.from(signature) : Buffer.alloc(SIGNATURE_CHARACTERS);
}

function signatureOf(id: string, timestamp: string, body: string | Uint8Array, secret: string): string {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64');
}

function keyOf(secret: string): Buffer {
  if (!secret.startsWith(PREFIX)) throw new TypeError('a webhook secret begins with whsec_');
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}
