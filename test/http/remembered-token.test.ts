import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import { tokenVerifier } from '../../lib/http/auth.ts';

afterEach(() => vi.useRealTimers());

test('a token that was verified is not accepted any longer than it is valid', async () => {
  const { keysUrl, token, now, close } = await issuerWithOneToken();
  const authenticate = tokenVerifier({ issuer: 'https://issuer.test', audience: ['tahini'], keysUrl });
  expect(await authenticate(`Bearer ${token}`)).toMatchObject({ reaches: 'ada' });
  expect(await authenticate(`Bearer ${token}`)).toMatchObject({ reaches: 'ada' });
  vi.useFakeTimers({ toFake: ['Date'], now: (now + 30) * 1000 });
  await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({ kind: 'unauthenticated' });
  close();
});

test('a token is accepted where one of several audiences is its own, and nowhere else', async () => {
  const { keysUrl, token, close } = await issuerWithOneToken();
  const meantFor = (audience: string[]) => tokenVerifier({ issuer: 'https://issuer.test', audience, keysUrl });
  expect(await meantFor(['bank-client', 'tahini'])(`Bearer ${token}`)).toMatchObject({ reaches: 'ada' });
  for (const others of [['bank-client'], ['bank-client', 'tahin'], ['tahini2']])
    await expect(meantFor(others)(`Bearer ${token}`)).rejects.toMatchObject({ kind: 'unauthenticated' });
  close();
});

async function issuerWithOneToken() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] };
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ scope: 'score:read' })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setIssuer('https://issuer.test')
    .setAudience('tahini')
    .setSubject('ada')
    .setIssuedAt(now)
    .setExpirationTime(now + 20)
    .sign(privateKey);
  const keysUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { keysUrl, token, now, close: () => void server.close() };
}
