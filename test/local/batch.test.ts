import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Change } from '../../local/engines/engine.ts';
import { processBatch, type RetryPolicy } from '../../local/streams/batch.ts';
import { compileFilter } from '../../local/streams/filter.ts';

const FOREVER = Number.POSITIVE_INFINITY;
const POLICY: RetryPolicy = { retries: 2, maxAgeSeconds: FOREVER, bisect: true, reportsItemFailures: true };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Each was written a minute after the one before; the last of them just now. */
function records(count: number): Change[] {
  const now = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, index) => ({
    dynamodb: {
      SequenceNumber: String(index),
      ApproximateCreationDateTime: now - 60 * (count - 1 - index),
    },
  }));
}

function numbers(changes: Change[]): number[] {
  return changes.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
}

/** Runs a batch through a function that sees numbers; a thrown error fails the batch, returned numbers fail records. */
async function run(count: number, react: (seen: number[], call: number) => number[] | undefined, policy = POLICY) {
  const calls: number[][] = [];
  const lost: number[][] = [];
  const conditions: string[] = [];
  const isDone = await processBatch(records(count), policy, {
    invoke: async (batch) => {
      calls.push(numbers(batch));
      const failed = react(numbers(batch), calls.length) ?? [];
      return { batchItemFailures: failed.map((number) => ({ itemIdentifier: String(number) })) };
    },
    giveUp: async (given, _tries, condition) => {
      lost.push(numbers(given));
      conditions.push(condition);
    },
    pause: async () => {
      vi.advanceTimersByTime(1000);
      return true;
    },
  });
  return { calls, lost, conditions, isDone };
}

function failOn(poison: number) {
  return (seen: number[]): undefined => {
    if (seen.includes(poison)) throw new Error('poison');
  };
}

describe('a batch of changes', () => {
  test('that succeeds is handed over once', async () => {
    expect(await run(3, () => undefined)).toMatchObject({ calls: [[0, 1, 2]], lost: [], isDone: true });
  });

  test('is tried again from its first failed record on, as Lambda does', async () => {
    const { calls, lost } = await run(5, (_seen, call) => (call === 1 ? [3, 2] : []));
    expect(calls).toEqual([
      [0, 1, 2, 3, 4],
      [2, 3, 4],
    ]);
    expect(lost).toEqual([]);
  });

  test('loses to one poisonous record only that record', async () => {
    const { lost, conditions, calls } = await run(8, failOn(5));
    expect(lost).toEqual([[5]]);
    expect(conditions).toEqual(['RetryAttemptsExhausted']);
    expect(calls.filter((seen) => seen.length === 1 && seen[0] === 5)).toHaveLength(1 + POLICY.retries);
    expect(new Set(calls.filter((seen) => !seen.includes(5)).flat())).toEqual(new Set([0, 1, 2, 3, 4, 6, 7]));
  });

  test('is given up whole after its retries where it may not be halved', async () => {
    const { lost, calls } = await run(4, failOn(1), { ...POLICY, bisect: false });
    expect(lost).toEqual([[0, 1, 2, 3]]);
    expect(calls).toHaveLength(3);
  });

  test('whose failures name no record of it has failed altogether', async () => {
    expect((await run(2, () => [99], { ...POLICY, bisect: false })).lost).toEqual([[0, 1]]);
  });

  test('never overtakes a record with a later one', async () => {
    let position = -1;
    await run(20, (seen, call) => {
      if (seen[0]! > position + 1) throw new Error('overtaken');
      if (call % 3 === 0) return [seen[Math.floor(seen.length / 2)]!];
      position = Math.max(position, seen.at(-1)!);
      return [];
    });
    expect(position).toBe(19);
  });
});

describe('a record that may be tried without end', () => {
  const ENDLESS = { ...POLICY, retries: FOREVER };

  test('is tried until it works, and nothing behind it is lost or comes first', async () => {
    const { calls, lost } = await run(3, (seen, call) => (call < 50 && seen.includes(1) ? [1] : []), ENDLESS);
    expect(lost).toEqual([]);
    expect(calls.slice(-2)).toEqual([[1], [2]]);
  });

  test('is given up alone when its time is over, whole minutes of it taken in its favour', async () => {
    const { calls, lost, conditions } = await run(3, failOn(1), { ...ENDLESS, maxAgeSeconds: 100 });
    expect([lost, conditions]).toEqual([[[1]], ['RecordAgeExceeded']]);
    // Written within the minute after a minute ago: by now it may be new, and a try comes a second after the other.
    expect(calls.filter((seen) => seen.join() === '1')).toHaveLength(102);
    expect(calls.at(-1)).toEqual([2]);
  });

  test('that is older already has one try', async () => {
    const { calls, lost } = await run(10, failOn(0), { ...ENDLESS, maxAgeSeconds: 100 });
    expect(lost).toEqual([[0]]);
    expect(calls.filter((seen) => seen.join() === '0')).toHaveLength(1);
  });

  test('in a batch that may not be halved goes with those that are too old; the younger ones are tried again', async () => {
    const { lost, calls } = await run(4, failOn(0), { ...ENDLESS, bisect: false, maxAgeSeconds: 100 });
    expect(lost).toEqual([[0]]);
    expect(calls.at(-1)).toEqual([1, 2, 3]);
  });
});

describe('a filter', () => {
  const record = { eventName: 'INSERT', dynamodb: { Keys: { sk: { S: 'PROFILE' } }, NewImage: { a: { N: '1' } } } };
  test.each([
    [[], true],
    [[{ eventName: ['MODIFY', 'INSERT'] }], true],
    [[{ eventName: ['REMOVE'] }], false],
    [[{ eventName: ['REMOVE'] }, { dynamodb: { Keys: { sk: { S: ['PROFILE'] } } } }], true],
    [[{ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['SCORE'] } } } }], false],
    [[{ dynamodb: { Keys: { sk: { S: [{ prefix: 'PRO' }] } } } }], true],
    [[{ dynamodb: { Keys: { sk: { S: [{ 'anything-but': ['SCORE'] }] } } } }], true],
    [[{ dynamodb: { Keys: { sk: { S: [{ 'anything-but': { prefix: 'PRO' } }] } } } }], false],
    [[{ dynamodb: { OldImage: { a: { N: [{ exists: false }] } } } }], true],
    [[{ dynamodb: { NewImage: { a: { N: [{ exists: true }] } } } }], true],
    [[{ userIdentity: { type: [{ 'anything-but': 'Service' }] } }], false],
  ])('%j lets the record pass: %s', (patterns, passes) => {
    expect(compileFilter(patterns)(record)).toBe(passes);
  });
});
