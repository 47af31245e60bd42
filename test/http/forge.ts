import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { AUDIENCE, ISSUER } from '../../local/issuer.ts';
import { ALL } from '../support/api.ts';

export type Claims = Record<string, unknown>;

/** Tokens with the issuer's real key and whatever claims, and tokens by those who would like to have that key. */
export interface Forge {
  /** Really signed; a claim given as undefined is left out. */
  token(claims?: Claims): Promise<string>;
  /** Signed by a key of our own under the issuer's key id. */
  byForeignKey(): Promise<string>;
  /** Not signed, and says so. */
  unsigned(): string;
  /** HS256 with the issuer's published key, in either of its spellings, as the shared secret. */
  bySharedSecret(spelling: 'pem' | 'jwk'): Promise<string>;
  /** A really signed token of somebody, with the payload exchanged. */
  repainted(): Promise<string>;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function openForge(stateDirectory: string): Promise<Forge> {
  const jwk: JWK = JSON.parse(readFileSync(join(stateDirectory, 'issuer.json'), 'utf8'));
  const { d: _private, ...published } = jwk;
  const key = await importJWK(jwk, 'ES256');
  const header = { alg: 'ES256', kid: jwk.kid ?? '', typ: 'JWT' };
  const now = Math.floor(Date.now() / 1000);
  const usual = { sub: 'ada', scope: ALL, iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + 3600 };
  const sign = (claims: Claims, by: Parameters<SignJWT['sign']>[0], alg = 'ES256') =>
    new SignJWT(claims).setProtectedHeader({ ...header, alg }).sign(by);
  return {
    token: (claims = {}) => sign(JSON.parse(JSON.stringify({ ...usual, ...claims })), key),
    byForeignKey: async () => sign(usual, (await generateKeyPair('ES256')).privateKey),
    unsigned: () => `${part({ ...header, alg: 'none' })}.${part(usual)}.`,
    bySharedSecret: async (spelling) => {
      const pem = async () => exportSPKI((await importJWK(published, 'ES256', { extractable: true })) as CryptoKey);
      return sign(
        usual,
        new TextEncoder().encode(spelling === 'pem' ? await pem() : JSON.stringify(published)),
        'HS256',
      );
    },
    repainted: async () => {
      const [head, , signature] = (await sign({ ...usual, sub: 'bob' }, key)).split('.');
      return `${head}.${part(usual)}.${signature}`;
    },
  };
}
