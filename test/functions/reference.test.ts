import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../../bin/reference/reference.ts';
import { fileReply } from '../../lib/http/reference.ts';
import { useApi } from '../support/api.ts';

// As `npm run build` does.
beforeAll(() => {
  mkdirSync('build', { recursive: true });
  writeFileSync('build/reference.json', JSON.stringify(makeReference()));
});
const api = useApi();
const DOCUMENT = readFileSync('docs/openapi.json', 'utf8');

/** As it comes over the wire: fetch would unpack it. */
function raw(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; encoding: string; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(api.url + path, { headers }, async (response) => {
      const chunks: Buffer[] = await response.toArray();
      const encoding = response.headers['content-encoding'] ?? 'none';
      resolve({ status: response.statusCode ?? 0, encoding, body: Buffer.concat(chunks) });
    });
    sent.on('error', reject).end();
  });
}

describe('anybody, without a token,', () => {
  test('reads the API’s document as it is in the repository', async () => {
    const answer = await api.call('GET', '/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.text).toBe(DOCUMENT);
  });

  test('reads it as a page, which may load and run nothing', async () => {
    const answer = await api.call('GET', '/docs');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /,
    );
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.text).not.toMatch(/<script| style=| on\w+="|src="http/i);
  });

  test('hears that the API answers, by which version, and nothing more', async () => {
    const answer = await api.call('GET', '/health');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', version } });
    expect(Object.keys(answer.body)).toEqual(['status', 'version']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe.each(['/openapi.json', '/docs'])('%s', (path) => {
  test('comes packed to who takes it so, and plain to who does not', async () => {
    const packed = await raw(path, { 'accept-encoding': 'br, gzip;q=0.8' });
    expect(packed).toMatchObject({ status: 200, encoding: 'gzip' });
    expect(packed.body.length).toBeLessThan(60_000);
    for (const headers of [{}, { 'accept-encoding': 'br, gzip;q=0' }]) {
      const plain = await raw(path, headers);
      expect(plain).toMatchObject({ status: 200, encoding: 'none' });
      expect(plain.body.equals(gunzipSync(packed.body))).toBe(true);
    }
  });

  test('is not sent again to who has it', async () => {
    const { headers } = await api.call('GET', path);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('vary')).toBe('accept-encoding');
    const etag = headers.get('etag') ?? '';
    for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      expect(await raw(path, { 'if-none-match': known })).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    }
    expect((await raw(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });
});

test('a file goes through the gateway, which takes 6 MB of a function', () => {
  const { page } = JSON.parse(readFileSync('build/reference.json', 'utf8'));
  const reply = JSON.stringify(fileReply(page, { headers: {} }));
  expect(reply.length).toBeLessThan(3_000_000);
});
