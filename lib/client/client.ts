import { ROUTES } from '../schemas/api/routes.ts';
import { requestOf } from './request.ts';
import { resultOf } from './result.ts';
import { mayRepeat, pause, RETRIES, waitMs } from './retry.ts';
import { send } from './send.ts';
import type { Call, Client, ClientOptions, ListOperation, OperationId, Result, Retries } from './types.ts';

export type * from './types.ts';

/** Partners sign the first two with the standardwebhooks library, and for the others nobody needs a client. */
const WITHOUT_TOKEN = ['receiveEvents', 'getBatch', 'getOpenApi', 'getDocs', 'getHealth'];

/**
 * A client of the API: one method for each operation, which resolves with what came of it. A method rejects only when
 * it is called wrongly, without a part of the path. Throws a TypeError without a `baseUrl`; `''` is the page's own origin.
 */
export function createClient(options: ClientOptions): Client {
  // Else every call would say that the network is at fault.
  if (typeof options?.baseUrl !== 'string') throw new TypeError("createClient needs baseUrl: 'https://...'");
  const ids = Object.keys(ROUTES).filter((id) => !WITHOUT_TOKEN.includes(id)) as OperationId[];
  const client: Record<string, unknown> = {
    pages: (id: ListOperation, input: object = {}, call?: Call) => pages(options, id, input, call),
  };
  for (const id of ids) client[id] = (input?: object, call?: Call) => perform(options, id, input, call);
  return client as Client;
}

async function perform(options: ClientOptions, id: OperationId, input = {}, call: Call = {}): Promise<Result> {
  const request = requestOf(id, input);
  const retries = retriesOf(options);
  const begun = Date.now();
  for (let attempts = 1; ; attempts++) {
    if (call.signal?.aborted) return resultOf({ kind: 'aborted' }, attempts - 1);
    const result = resultOf(await send(options, request, call), attempts);
    if (result.ok || attempts > retries.most || !mayRepeat(id, result)) return result;
    const wait = waitMs(retries, attempts, result.retryAfter);
    if (Date.now() - begun + wait > retries.withinMs) return result;
    await pause(wait, call.signal);
  }
}

/** What is left out, or undefined, is as ever. */
function retriesOf({ retries = {} }: ClientOptions): Retries {
  const given = Object.entries(retries).filter(([, value]) => value !== undefined);
  return { ...RETRIES, ...Object.fromEntries(given) };
}

/** By hand: React Native's engine knows no async generators, and `Symbol.asyncIterator` not in every version. */
function pages(options: ClientOptions, id: ListOperation, input: { next?: string }, call?: Call) {
  const iterate = () => {
    let { next } = input;
    let ended = false;
    return {
      async next() {
        if (ended) return { done: true, value: undefined };
        const value = (await perform(options, id, { ...input, next }, call)) as Result<ListOperation>;
        next = value.ok ? value.data.next : undefined;
        ended = !next;
        return { done: false, value };
      },
    };
  };
  return { [Symbol.asyncIterator ?? '@@asyncIterator']: iterate };
}
