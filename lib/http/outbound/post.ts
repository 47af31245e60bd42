import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { UrlRules } from './check-url.ts';
import { type Address, type Resolve, resolveAll, resolveTarget } from './resolve.ts';
import { retryAfterMs } from './retry-after.ts';

export type PostFailure = 'unresolved' | 'address-refused' | 'unreachable' | 'tls' | 'reset' | 'malformed' | 'timeout';

/** What came of it; of the answer's body nothing is told. */
export type Posted = { status: number; retryAfterMs?: number } | { failed: PostFailure };

export interface PostOptions extends UrlRules {
  /** By default the system's resolver. */
  resolve?: Resolve;
  /** Over everything: looking up, connecting, TLS, headers and body. */
  timeoutMs?: number;
}

const MOST_BYTES = 1024;
const CONNECT_EACH_MS = 2500;

/**
 * Posts to a URL that `checkUrl` has let pass. The name is looked up once, and connected to are those very addresses, while
 * the certificate has to be the name's: a second answer of the resolver never counts. No redirect is followed, no
 * connection kept, no more than 1 KB of the answer read; what was read is dropped.
 */
export async function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { resolve = resolveAll, timeoutMs = 15_000, loopbackAllowed }: PostOptions,
): Promise<Posted> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  const { signal } = deadline;
  try {
    const target = await Promise.race([resolveTarget(url, { resolve, loopbackAllowed }), rejected(signal)]);
    if ('failed' in target) return target;
    return await exchange(url, { headers, body, addresses: target.addresses, signal });
  } catch (error) {
    return { failed: signal.aborted ? 'timeout' : failureOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

interface Exchange {
  headers: Readonly<Record<string, string>>;
  body: string;
  addresses: readonly Address[];
  signal: AbortSignal;
}

async function exchange(url: URL, { headers, body, addresses, signal }: Exchange): Promise<Posted> {
  const options: https.RequestOptions & { autoSelectFamilyAttemptTimeout: number } = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    lookup: pinnedTo(addresses),
    autoSelectFamilyAttemptTimeout: CONNECT_EACH_MS,
    rejectUnauthorized: true,
    signal,
  };
  const request = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  try {
    request.end(body);
    const response = await responseOf(request);
    // What breaks after the end of reading is of no interest any more.
    request.on('error', () => {});
    let bytes = 0;
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes >= MOST_BYTES) break;
    }
    const wait = retryAfterMs(response.headers['retry-after'], Date.now());
    return { status: response.statusCode ?? 0, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  } finally {
    request.on('error', () => {});
    request.destroy();
  }
}

/** Nor waits for whom speaks another protocol from here on (101): the socket is closed then, without an error. */
async function responseOf(request: http.ClientRequest): Promise<http.IncomingMessage> {
  const closed = once(request, 'close').then(() => Promise.reject({ code: 'ECONNRESET' }));
  const [response] = (await Promise.race([once(request, 'response'), closed])) as [http.IncomingMessage];
  return response;
}

function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function rejected(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

const UNREACHABLE = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT', 'EACCES', 'EPERM'];
const RESET = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'];

/** Of an error by its code only: its text may say what the other side wanted it to say. */
function failureOf(error: unknown): PostFailure {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (UNREACHABLE.includes(code)) return 'unreachable';
  if (RESET.includes(code)) return 'reset';
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP')) return 'malformed';
  if (/CERT|TLS|SSL|EPROTO|UNABLE_TO|SIGNATURE|ISSUER/.test(code)) return 'tls';
  return 'unreachable';
}
