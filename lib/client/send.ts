import type { Outgoing } from './request.ts';
import type { Call, ClientOptions, LocalKind } from './types.ts';

export interface Answer {
  status: number;
  header(name: string): string | undefined;
  text: string;
}

/** Why there is no answer. */
export interface NoAnswer {
  kind: LocalKind;
  cause?: unknown;
}

/** Longer timers fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Sends a request once. Whatever token, network or the caller's signal do, it ends, and by `timeoutMs` at the latest. */
export async function send(
  options: ClientOptions,
  request: Outgoing,
  { signal, timeoutMs = options.timeoutMs ?? 10_000 }: Call,
): Promise<Answer | NoAnswer> {
  const controller = new AbortController();
  let abort = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Raced with, and not only told to fetch: some platforms go on reading a body that was aborted.
  const stopped = new Promise<NoAnswer>((resolve) => {
    const stop = (kind: LocalKind) => {
      resolve({ kind });
      controller.abort();
    };
    abort = () => stop('aborted');
    timer = setTimeout(() => stop('timeout'), Math.min(timeoutMs, LONGEST_MS));
  });
  signal?.addEventListener('abort', abort);
  try {
    return await Promise.race([stopped, exchange(options, request, controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

async function exchange(options: ClientOptions, request: Outgoing, signal: AbortSignal): Promise<Answer | NoAnswer> {
  // Not called as a method: browsers' own fetch refuses that.
  const { baseUrl, token, fetch: fetchIt = fetch } = options;
  let failed: LocalKind = 'no-token';
  try {
    const bearer = typeof token === 'string' ? token : await token();
    // What a header cannot carry is no token; a platform's own error would quote it.
    if (/[^\x21-\x7e]/.test(bearer)) return { kind: 'no-token' };
    failed = 'network';
    const { method, path, headers, body } = request;
    const response = await fetchIt(baseUrl.replace(/\/+$/, '') + path, {
      method,
      headers: { ...headers, authorization: `Bearer ${bearer}` },
      signal,
      // The API redirects nobody: whoever does would have a POST become a GET, or facts go elsewhere.
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, text };
  } catch (cause) {
    return { kind: failed, cause };
  }
}
