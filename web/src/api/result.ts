import type { Problem } from '../../../lib/client/types.ts';

export type { Problem };

/** What came of one call of the API, or of several as one. */
export type Result<T> = { ok: true; data: T } | { ok: false; status: number; problem: Problem };

/** What an answer holds that nobody foresaw may make what reads it throw: then it is no answer of this API. */
export async function answered<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ask();
  } catch (cause) {
    const type = 'urn:tahini:client:unreadable';
    return { ok: false, status: 0, problem: { kind: 'unreadable', type, title: '', cause } };
  }
}
