import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { tokenVerifier } from '../../lib/http/auth.ts';

let published: JSONWebKeySet;
let asked: number;
let status = 200;
const server = createServer((_, response) => {
  asked += 1;
  response.statusCode = status;
  response.end(JSON.stringify(published));
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(() => {
  asked = 0;
});
afterEach(() => {
  status = 200;
  vi.useRealTimers();
});
afterAll(() => server.close());

const verifier = () => {
  const keysUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return tokenVerifier({ issuer: 'https://issuer.test', audience: ['tahini'], keysUrl });
};

/** A key of the issuer and what signs with it; each token is another, so that none is remembered. */
async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const signed = (subject: string) =>
    new SignJWT({ scope: 'score:read' })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer('https://issuer.test')
      .setAudience('tahini')
      .setSubject(subject)
      .setExpirationTime('1d')
      .sign(privateKey);
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' },
    token: async (s: string) => `Bearer ${await signed(s)}`,
  };
}

const after = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });

test("the issuer's keys are fetched once for callers who come together, and kept for ten minutes", async () => {
  const key = await newKey('a');
  published = { keys: [key.jwk] };
  const authenticate = verifier();
  const tokens = await Promise.all(['ada', 'bea', 'cid'].map((subject) => key.token(subject)));
  expect((await Promise.all(tokens.map(authenticate))).map(({ reaches }) => reaches)).toEqual(['ada', 'bea', 'cid']);
  await authenticate(await key.token('dan'));
  expect(asked).toBe(1);
  after(601);
  await authenticate(await key.token('eve'));
  expect(asked).toBe(2);
});

test('a key that the issuer publishes later is found, at most every thirty seconds', async () => {
  const [first, second] = [await newKey('a'), await newKey('b')];
  published = { keys: [first.jwk] };
  const authenticate = verifier();
  await authenticate(await first.token('ada'));
  published = { keys: [first.jwk, second.jwk] };
  const early = await second.token('bea');
  await expect(authenticate(early)).rejects.toMatchObject({ kind: 'unauthenticated' });
  expect(asked).toBe(1);
  after(31);
  expect(await authenticate(early)).toMatchObject({ reaches: 'bea' });
  expect(asked).toBe(2);
});

test('a key that the issuer withdrew is no longer believed after ten minutes', async () => {
  const [first, second] = [await newKey('a'), await newKey('b')];
  published = { keys: [first.jwk] };
  const authenticate = verifier();
  await authenticate(await first.token('ada'));
  published = { keys: [second.jwk] };
  after(601);
  await expect(authenticate(await first.token('bea'))).rejects.toMatchObject({ kind: 'unauthenticated' });
});

test('a flood of tokens with invented keys does not become a flood of fetches, also while the issuer is down', async () => {
  const [known, invented] = [await newKey('a'), await newKey('b')];
  published = { keys: [known.jwk] };
  const authenticate = verifier();
  await authenticate(await known.token('ada'));
  after(31);
  status = 500;
  const flood = async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => invented.token(`mallory-${n}`)));
    const answers = await Promise.allSettled(tokens.map(authenticate));
    return new Set(answers.map((answer) => answer.status === 'rejected' && answer.reason.kind));
  };
  for (const kind of await flood()) expect(['issuer-unavailable', 'unauthenticated']).toContain(kind);
  expect(asked).toBe(2);
  // Who is known still comes in; garbage is refused without asking anybody.
  expect(await authenticate(await known.token('bea'))).toMatchObject({ reaches: 'bea' });
  expect(await flood()).toEqual(new Set(['unauthenticated']));
  expect(asked).toBe(2);
});

test('an issuer that was down is asked again after some seconds, not by every request', async () => {
  const key = await newKey('a');
  published = { keys: [key.jwk] };
  status = 503;
  const authenticate = verifier();
  for (const name of ['ada', 'bea', 'cid'])
    await expect(authenticate(await key.token(name))).rejects.toMatchObject({ kind: 'issuer-unavailable' });
  expect(asked).toBe(1);
  status = 200;
  after(4);
  expect(await authenticate(await key.token('dan'))).toMatchObject({ reaches: 'dan' });
});

test('an issuer that does not stop talking is cut off', async () => {
  const key = await newKey('a');
  published = { keys: [key.jwk, { kty: 'oct', k: 'x'.repeat(2_000_000) }] };
  await expect(verifier()(await key.token('ada'))).rejects.toMatchObject({ kind: 'issuer-unavailable' });
});
