import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostOptions, post } from '../../../lib/http/outbound/post.ts';
import { retryAfterMs } from '../../../lib/http/outbound/retry-after.ts';

const NAME = 'receiver.test';
const HERE = { address: '127.0.0.1', family: 4 };
const here: PostOptions = { loopbackAllowed: true, timeoutMs: 2000, resolve: async () => [HERE] };

interface Got {
  method: string | undefined;
  url: string | undefined;
  host: string | undefined;
  body: string;
}

let got: Got[] = [];
const servers: net.Server[] = [];
let secure: number;
let plain: number;

/** By path: how the receiver behaves. */
function behave(request: http.IncomingMessage, response: http.ServerResponse): void {
  const { method, url, headers } = request;
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    got.push({ method, url, host: headers.host, body });
    const ways: Record<string, () => unknown> = {
      '/ok': () => response.end('fine'),
      '/gone': () => response.writeHead(410).end(),
      '/busy': () => response.writeHead(429, { 'retry-after': '120' }).end(),
      '/moved': () => response.writeHead(302, { location: `https://${NAME}:${secure}/ok` }).end(),
      '/slow-headers': () => setTimeout(() => response.end(), 5000).unref(),
      '/slow-body': () => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(drip));
      },
      '/endless': () => {
        response.writeHead(200);
        const pour = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536))) sent += 65_536;
        };
        response.on('drain', pour);
        pour();
      },
      '/reset': () => reset(request.socket),
      '/half': () => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setTimeout(() => reset(request.socket), 20);
      },
    };
    (ways[url ?? ''] ?? (() => response.writeHead(404).end()))();
  });
}
let sent = 0;

/** Without the goodbye of TLS. */
function reset(socket: net.Socket): void {
  const wire = (socket as net.Socket & { _parent?: net.Socket })._parent ?? socket;
  wire.resetAndDestroy();
}

async function listening(server: net.Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

const directory = mkdtempSync(join(tmpdir(), 'tahini-tls-'));
const authorities = tls.getCACertificates('default');

beforeAll(async () => {
  const [keyFile, certFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile, '-out', certFile];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...made, ...subject], { stdio: 'ignore' });
  const cert = readFileSync(certFile, 'utf8');
  tls.setDefaultCACertificates([...authorities, cert]);
  secure = await listening(https.createServer({ key: readFileSync(keyFile), cert }, behave));
  plain = await listening(http.createServer(behave));
});
afterAll(() => {
  tls.setDefaultCACertificates(authorities);
  for (const server of servers) server.close();
  rmSync(directory, { recursive: true });
});

const to = (path: string, name = NAME, port = secure) => new URL(`https://${name}:${port}${path}`);

describe('a notification', () => {
  test('reaches the server that has a certificate for the name, which was looked up once', async () => {
    got = [];
    let lookups = 0;
    const resolve = async () => {
      lookups += 1;
      return [HERE];
    };
    const posted = await post(to('/ok'), { 'content-type': 'application/json' }, '{"a":"ü"}', { ...here, resolve });
    expect(posted).toEqual({ status: 200 });
    expect(got).toEqual([{ method: 'POST', url: '/ok', host: `${NAME}:${secure}`, body: '{"a":"ü"}' }]);
    expect(lookups).toBe(1);
  });

  test('does not go to a server whose certificate is for another name, nor to one that speaks no TLS', async () => {
    got = [];
    expect(await post(to('/ok', 'other.test'), {}, '{}', here)).toEqual({ failed: 'tls' });
    expect(await post(to('/ok', NAME, plain), {}, '{}', here)).toEqual({ failed: 'tls' });
    expect(got).toEqual([]);
  });

  test('does not trust a certificate that nobody known has signed', async () => {
    tls.setDefaultCACertificates(authorities);
    try {
      expect(await post(to('/ok'), {}, '{}', here)).toEqual({ failed: 'tls' });
    } finally {
      tls.setDefaultCACertificates([...authorities, readFileSync(join(directory, 'cert.pem'), 'utf8')]);
    }
  });

  test('is not rebound: the first answer of the resolver counts, and is refused where it is private', async () => {
    const answers = [[{ address: '8.8.8.8', family: 4 }], [HERE]];
    let asked = 0;
    const rebinding = async () => answers[asked++] ?? [HERE];
    got = [];
    // Nobody answers at the public address from here; this machine, the second answer, is never asked.
    const first = await post(to('/ok'), {}, '{}', { loopbackAllowed: false, timeoutMs: 300, resolve: rebinding });
    expect(first).toHaveProperty('failed');
    expect(asked).toBe(1);
    const second = await post(to('/ok'), {}, '{}', { loopbackAllowed: false, timeoutMs: 300, resolve: rebinding });
    expect(second).toEqual({ failed: 'address-refused' });
    expect(got).toEqual([]);
  });

  test('in plain text goes to this machine alone, and on one machine alone', async () => {
    const url = new URL(`http://127.0.0.1:${plain}/ok`);
    expect(await post(url, {}, '{}', here)).toEqual({ status: 200 });
    expect(await post(url, {}, '{}', { loopbackAllowed: false })).toEqual({ failed: 'address-refused' });
    const elsewhere = { ...here, resolve: async () => [{ address: '8.8.8.8', family: 4 }] };
    expect(await post(new URL('http://localhost/'), {}, '{}', elsewhere)).toEqual({ failed: 'address-refused' });
  });

  test.each([
    ['/gone', { status: 410 }],
    ['/busy', { status: 429, retryAfterMs: 120_000 }],
    ['/reset', { failed: 'reset' }],
    ['/half', { failed: 'reset' }],
  ])('at %s comes to %j', async (path, outcome) => {
    expect(await post(to(path), {}, '{}', here)).toEqual(outcome);
  });

  test('follows no redirect', async () => {
    got = [];
    expect(await post(to('/moved'), {}, '{}', here)).toEqual({ status: 302 });
    expect(got.map(({ url }) => url)).toEqual(['/moved']);
  });

  test.each(['/slow-headers', '/slow-body'])('has one deadline over everything: %s', async (path) => {
    const started = performance.now();
    expect(await post(to(path), {}, '{}', { ...here, timeoutMs: 300 })).toEqual({ failed: 'timeout' });
    expect(performance.now() - started).toBeLessThan(1500);
  });

  test('waits no longer for a resolver, nor for a TLS handshake, that says nothing', async () => {
    const silent = await listening(net.createServer(() => {}));
    const mute = { ...here, timeoutMs: 200, resolve: () => new Promise<never>(() => {}) };
    expect(await post(to('/ok'), {}, '{}', mute)).toEqual({ failed: 'timeout' });
    expect(await post(to('/ok', NAME, silent), {}, '{}', { ...here, timeoutMs: 200 })).toEqual({ failed: 'timeout' });
  });

  test('is done after a kilobyte of an answer without an end', async () => {
    sent = 0;
    const started = performance.now();
    expect(await post(to('/endless'), {}, '{}', here)).toEqual({ status: 200 });
    expect(performance.now() - started).toBeLessThan(1500);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const after = sent;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toBe(after);
    expect(sent).toBeLessThan(8_000_000);
  });

  test('fails where nobody listens, and where no HTTP is spoken', async () => {
    const closed = net.createServer();
    const port = await listening(closed);
    await new Promise((resolve) => closed.close(resolve));
    expect(await post(to('/ok', NAME, port), {}, '{}', here)).toEqual({ failed: 'unreachable' });
    const talker = await listening(net.createServer((socket) => socket.end('hello, this is no HTTP\r\n\r\n')));
    const url = new URL(`http://127.0.0.1:${talker}/`);
    expect(await post(url, {}, '{}', here)).toEqual({ failed: 'malformed' });
  });

  test.each([
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', 'reset'],
    ['hints, and nothing more', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'timeout'],
    ['headers without an end', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`, 'malformed'],
  ])('comes to an end where it is answered by %s', async (_what, said, failed) => {
    const port = await listening(
      net.createServer((socket) => socket.on('error', () => {}).once('data', () => socket.write(said))),
    );
    const posted = await post(new URL(`http://127.0.0.1:${port}/`), {}, '{}', { ...here, timeoutMs: 500 });
    expect(posted).toEqual({ failed });
  });

  test('finds this machine by its name on one machine, and no name that nobody has', async () => {
    const rules = { loopbackAllowed: true, timeoutMs: 5000 };
    expect(await post(new URL(`http://localhost:${plain}/ok`), {}, '{}', rules)).toEqual({ status: 200 });
    expect(await post(new URL('https://nobody.invalid/'), {}, '{}', rules)).toEqual({ failed: 'unresolved' });
  });

  test('tries the next address where the first does not answer', async () => {
    const url = to('/ok');
    const resolve = async () => [{ address: '127.9.9.9', family: 4 }, HERE];
    expect(await post(url, {}, '{}', { ...here, resolve })).toEqual({ status: 200 });
  });
});

test.each<[string | undefined, number | undefined]>([
  ['0', 0],
  ['120', 120_000],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['-5', undefined],
  ['soon', undefined],
  ['1.5', undefined],
  ['99999999999', undefined],
  [undefined, undefined],
])('Retry-After %j is %j ms', (header, ms) => {
  expect(retryAfterMs(header, Date.UTC(2026, 0, 1))).toBe(ms);
});
