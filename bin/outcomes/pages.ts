import { setTimeout as sleep } from 'node:timers/promises';
import type { OutcomesReply } from '../../lib/usecases/outcomes/list-outcomes.ts';
import type { Call } from '../scorecard/api.ts';
import { CallProblem } from '../scorecard/refusal.ts';

/** Parts of the table that are read one after another, so that it can be told how far it is. */
const SEGMENTS = 16;
const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;

export interface BookPage extends OutcomesReply {
  /** 0-1; of the whole book. */
  fraction: number;
}

/** All loans with their outcomes, some at a time, always in the same order. A busy or absent API is asked again. */
export async function* bookPages(call: Call, segments = SEGMENTS): AsyncGenerator<BookPage> {
  for (let segment = 0; segment < segments; segment += 1) {
    let next: string | undefined;
    do {
      const from = next === undefined ? '' : `&next=${encodeURIComponent(next)}`;
      const path = `/v1/outcomes?segments=${segments}&segment=${segment}${from}`;
      const page = (await patiently(() =>
        call('GET', path, undefined, ['columns', 'loans']),
      )) as unknown as OutcomesReply;
      next = page.next;
      yield { ...page, fraction: (segment + (next === undefined ? 1 : 0)) / segments };
    } while (next !== undefined);
  }
}

async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const passes = error instanceof CallProblem && [undefined, 429, 502, 503, 504].includes(error.status);
      if (!passes || attempt === MOST_ATTEMPTS) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
