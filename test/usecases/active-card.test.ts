import { beforeEach, describe, expect, test } from 'vitest';
import { ArtefactError, StoreError, TahiniError } from '../../lib/errors.ts';
import { streamHandler } from '../../lib/http/stream.ts';
import type { Activation, CardDocument, Registry } from '../../lib/schemas/registry.ts';
import { ActiveCard, LOOKS_EVERY_MS } from '../../lib/usecases/active-card.ts';
import type { Scoring } from '../../lib/usecases/dependencies.ts';
import { knownCards } from '../../lib/usecases/known-cards.ts';
import { hashOf, tinyDocument, version } from '../support/registry.ts';
import { CONTEXT, listen } from '../support/telemetry.ts';
import { tiny, tinyDictionary } from '../support/tiny-card.ts';
import { fact } from '../support/write-card.ts';

const two = version('2', { 'characteristics.0.missing.points': 9 });
const grown = {
  ...tinyDictionary,
  version: '2',
  facts: { ...tinyDictionary.facts, pets: fact('behaviour', null, 'self', { type: 'flag' }) },
};
const three = version('3', {}, grown);
const documents = new Map<string, CardDocument>([tinyDocument, two, three].map((each) => [hashOf(each), each]));
const busy = () => new TahiniError('throttled', 'busy', { retryAfter: 2 });

let clock: number;
let reads: { consistent: boolean }[];
let loads: string[];
let latest: Activation | undefined;
let failure: Error | undefined;
let told: { pickedUp: Scoring[]; failures: unknown[] };

const registry: Pick<Registry, 'latestActivation' | 'readDocument'> = {
  latestActivation: async (options) => {
    reads.push(options);
    await Promise.resolve();
    if (failure !== undefined) throw failure;
    return latest;
  },
  readDocument: async (hash) => {
    loads.push(hash);
    await Promise.resolve();
    return documents.get(hash);
  },
};

function activate(seq: number, document: CardDocument, former: CardDocument = tinyDocument, widest = document): void {
  const hash = hashOf(document);
  const card = { id: 'tiny-card', version: '', hash };
  const who = { activatedBy: 'eve', activatedAt: 0, reason: 'a test' };
  latest = { seq, card, widest: hashOf(widest), former: hashOf(former), ...who };
}

function holder(activationSeq = 1): ActiveCard {
  const cards = knownCards(registry, tiny.card);
  return new ActiveCard({
    registry,
    cards,
    configured: { card: tiny.card, activationSeq },
    now: () => clock,
    pickedUp: (scoring) => void told.pickedUp.push(scoring),
    notRefreshed: (error) => void told.failures.push(error),
  });
}

const seen = async (active: ActiveCard) => {
  const { card, activationSeq } = await active.current();
  return [card.version, activationSeq];
};

beforeEach(() => {
  [clock, reads, loads, latest, failure] = [1_000_000, [], [], undefined, undefined];
  told = { pickedUp: [], failures: [] };
});

describe('the active card', () => {
  test('is the deployment’s own until one is activated, and nothing is written for that', async () => {
    expect(await seen(holder())).toEqual(['1', 1]);
    expect(await seen(holder(7))).toEqual(['1', 7]);
  });

  test('is that of the highest number, be it the registry’s or the deployment’s', async () => {
    activate(4, two);
    expect(await seen(holder(1))).toEqual(['2', 4]);
    expect(await seen(holder(4))).toEqual(['2', 4]);
    expect(await seen(holder(5))).toEqual(['1', 5]);
  });

  test('is looked up once in so many seconds, however many ask, and cheaply', async () => {
    const active = holder();
    await Promise.all(Array.from({ length: 50 }, () => active.current()));
    clock += LOOKS_EVERY_MS - 1;
    await active.current();
    expect(reads).toEqual([{ consistent: false }]);
    clock += 1;
    await Promise.all(Array.from({ length: 50 }, () => active.current()));
    expect(reads).toHaveLength(2);
  });

  test('is picked up within a minute, told of, and loaded once', async () => {
    const active = holder();
    await active.current();
    activate(2, two);
    expect(await seen(active)).toEqual(['1', 1]);
    expect(LOOKS_EVERY_MS).toBeLessThan(30_000);
    clock += LOOKS_EVERY_MS;
    expect(await seen(active)).toEqual(['2', 2]);
    for (let n = 0; n < 5; n += 1) {
      clock += LOOKS_EVERY_MS;
      await active.current();
    }
    expect(loads).toEqual([hashOf(two)]);
    expect(told.pickedUp.map(({ activationSeq }) => activationSeq)).toEqual([2]);
  });

  test('has the former one beside it, so that a change can be explained', async () => {
    activate(2, two);
    activate(3, three, two);
    const { cardByHash } = await holder().current();
    expect([tinyDocument, two, three].map((each) => cardByHash(hashOf(each))?.version)).toEqual(['1', '2', '3']);
  });

  test('never goes back because a read is a moment behind', async () => {
    const active = holder();
    activate(3, two);
    await active.current();
    activate(2, three);
    clock += LOOKS_EVERY_MS;
    expect(await seen(active)).toEqual(['2', 3]);
    latest = undefined;
    clock += LOOKS_EVERY_MS;
    expect(await seen(active)).toEqual(['2', 3]);
  });

  test.each([
    ['the store is busy', busy()],
    ['the store fails', new StoreError(new Error('4711'))],
  ])('stays what it was while %s, which is told, and is looked up again later', async (_, error) => {
    const active = holder();
    await active.current();
    activate(2, two);
    failure = error;
    clock += LOOKS_EVERY_MS;
    expect(await seen(active)).toEqual(['1', 1]);
    expect(told.failures).toEqual([error]);
    const { length } = reads;
    await active.current();
    expect(reads).toHaveLength(length);
    failure = undefined;
    clock += LOOKS_EVERY_MS;
    expect(await seen(active)).toEqual(['2', 2]);
  });

  test('stays what it was when the new one is damaged, or is not there', async () => {
    const active = holder();
    await active.current();
    documents.set('0'.repeat(64), tinyDocument);
    for (const hash of ['0'.repeat(64), '1'.repeat(64)]) {
      activate(2, two);
      latest = { ...(latest as Activation), card: { id: 'x', version: '1', hash }, widest: hash };
      clock += LOOKS_EVERY_MS;
      expect(await seen(active)).toEqual(['1', 1]);
    }
    expect(told.failures).toHaveLength(2);
    expect(String(told.failures[0])).toMatch(/its content is not that of 000000000000/);
    expect(String(told.failures[1])).toMatch(/not registered/);
  });

  test('is not guessed by a function that starts while the store is busy: it says so, and looks again at once', async () => {
    failure = busy();
    const active = holder();
    await expect(active.current()).rejects.toBe(failure);
    expect(told.failures).toEqual([failure]);
    failure = undefined;
    expect(await seen(active)).toEqual(['1', 1]);
  });

  test('is read with the wider dictionary after an undo, so that nobody becomes unreadable', async () => {
    activate(3, tinyDocument, three, three);
    const { card } = await holder().current();
    expect([card.version, card.hash]).toEqual(['1', tiny.card.hash]);
    expect(card.dictionary.names).toEqual([...tiny.dictionary.names, 'pets']);
    expect(card.dictionary.hash).toBe(tiny.dictionary.hash);
  });
});

describe('work by the active card', () => {
  test('is done again by the new one when it turns out to be outdated, and only then', async () => {
    const active = holder();
    await active.current();
    activate(2, two);
    const done: string[] = [];
    const work = async ({ card }: Scoring) => {
      done.push(card.version);
      return card.version;
    };
    expect(await active.use(work, () => false)).toBe('1');
    expect(await active.use(work, (result) => result === '1')).toBe('2');
    expect(done).toEqual(['1', '1', '2']);
    expect(reads.at(-1)).toEqual({ consistent: true });
    const { length } = reads;
    expect(await active.use(work, () => false)).toBe('2');
    expect(reads).toHaveLength(length);
  });

  test('is outdated in vain when nothing newer is there: it is done once', async () => {
    let times = 0;
    expect(
      await holder().use(
        async () => ++times,
        () => true,
      ),
    ).toBe(1);
  });

  test.each<[string, Error, boolean]>([
    ['a profile names a fact that only the new dictionary has', new RangeError('evidence names a fact'), true],
    ['a report does, for which the store was not asked', new TahiniError('unknown-fact', 'unknown'), false],
    ['the person is not there', new TahiniError('unknown-subject', 'unknown'), false],
    ['the store is busy', busy(), false],
    ['the store fails', new StoreError(new Error('4711')), false],
  ])('that fails because %s: is it tried by the new card?', async (_, error, again) => {
    const active = holder();
    await active.current();
    activate(2, two);
    const work = async ({ activationSeq }: Scoring) => {
      if (activationSeq === 1) throw error;
      return 'done';
    };
    if (again) expect(await active.use(work)).toBe('done');
    else await expect(active.use(work)).rejects.toBe(error);
    expect(reads).toHaveLength(again ? 2 : 1);
  });

  test('fails as it failed when nothing newer is there, or that cannot be seen', async () => {
    const error = new RangeError('damaged');
    const fails = () => Promise.reject(error);
    const active = holder();
    await expect(active.use(fails)).rejects.toBe(error);
    failure = busy();
    await expect(active.use(fails)).rejects.toBe(error);
    expect(told.failures).toEqual([failure]);
  });
});

test('when the active card cannot be had, a change in the stream waits for it, and nobody is set aside', async () => {
  const { telemetry, counts } = listen();
  const kept: unknown[] = [];
  const store = { keepFailure: async (record: unknown) => void kept.push(record) };
  activate(2, version('nobody registered this'));
  const active = holder();
  const handler = streamHandler({ telemetry, store, handle: () => active.use(async () => {}) });
  const Keys = { pk: { S: 'ada' }, sk: { S: 'PROFILE' } };
  const event = { Records: [{ dynamodb: { Keys, SequenceNumber: '7' } }] };
  expect(await handler(event, CONTEXT)).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
  documents.set(hashOf(version('nobody registered this')), version('nobody registered this'));
  expect(await handler(event, CONTEXT)).toEqual({ batchItemFailures: [] });
  expect([kept, counts.get('RecordSetAside')]).toEqual([[], undefined]);
});

test('a registered card of which a part is missing is damaged, and not the store at fault', async () => {
  const torn = { readDocument: async () => Promise.reject(new RangeError('a registered scorecard lacks a part')) };
  await expect(knownCards(torn, tiny.card).find('0'.repeat(64))).rejects.toBeInstanceOf(ArtefactError);
  const down = { readDocument: async () => Promise.reject(busy()) };
  await expect(knownCards(down, tiny.card).find('0'.repeat(64))).rejects.toBeInstanceOf(TahiniError);
});
