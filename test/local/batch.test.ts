import { describe, expect, test } from 'vitest';
import type { Change } from '../../local/engines/engine.ts';
import { processBatch } from '../../local/streams/batch.ts';
import { compileFilter } from '../../local/streams/filter.ts';

const POLICY = { retries: 2, bisect: true, reportsItemFailures: true };

function records(count: number): Change[] {
  return Array.from({ length: count }, (_, index) => ({ dynamodb: { SequenceNumber: String(index) } }));
}

function numbers(changes: Change[]): number[] {
  return changes.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
}

/** Runs a batch through a function that sees numbers; a thrown error fails the batch, returned numbers fail records. */
async function run(count: number, react: (seen: number[], call: number) => number[] | undefined, policy = POLICY) {
  const calls: number[][] = [];
  const lost: number[][] = [];
  const isDone = await processBatch(records(count), policy, {
    invoke: async (batch) => {
      calls.push(numbers(batch));
      const failed = react(numbers(batch), calls.length) ?? [];
      return { batchItemFailures: failed.map((number) => ({ itemIdentifier: String(number) })) };
    },
    giveUp: async (given) => {
      lost.push(numbers(given));
    },
    pause: async () => true,
  });
  return { calls, lost, isDone };
}

function failOn(poison: number) {
  return (seen: number[]): undefined => {
    if (seen.includes(poison)) throw new Error('poison');
  };
}

describe('a batch of changes', () => {
  test('that succeeds is handed over once', async () => {
    expect(await run(3, () => undefined)).toEqual({ calls: [[0, 1, 2]], lost: [], isDone: true });
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
    const { lost, calls } = await run(8, failOn(5));
    expect(lost).toEqual([[5]]);
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
