import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Calls to the database by one invocation. `inSeries`: how many it would have waited for, one after the other. */
export interface Calls {
  count: number;
  inSeries: number;
}

/**
 * Counts the HTTP requests of Node's own client while `work` runs; the SDK makes each call by one. Side by side they
 * count in series by the time in which at least one was under way: of two that overlap wholly, one was waited for.
 */
export async function watchCalls<T>(work: () => Promise<T>): Promise<{ result: T; calls: Calls }> {
  const started = new Map<unknown, number>();
  let [count, spent, busy, busySince] = [0, 0, 0, 0];
  const onStart = (message: unknown) => {
    const now = performance.now();
    if (started.size === 0) busySince = now;
    started.set((message as { request: object }).request, now);
    count += 1;
  };
  const onEnd = (message: unknown) => {
    const { request } = message as { request: object };
    const now = performance.now();
    spent += now - (started.get(request) ?? now);
    if (started.delete(request) && started.size === 0) busy += now - busySince;
  };
  const channels = [
    ['http.client.request.start', onStart],
    ['http.client.response.finish', onEnd],
    ['http.client.request.error', onEnd],
  ] as const;
  for (const [name, listener] of channels) subscribe(name, listener);
  try {
    const result = await work();
    return { result, calls: { count, inSeries: spent === 0 ? 0 : (count * busy) / spent } };
  } finally {
    for (const [name, listener] of channels) unsubscribe(name, listener);
  }
}
