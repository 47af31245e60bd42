import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { TahiniError } from '../../lib/errors.ts';
import { PartnerSettings } from '../../lib/schemas/partner.ts';
import type { BatchStore, FoldMessage, PlacedResult } from '../../lib/schemas/partner-event.ts';
import { noEvidence } from '../../lib/scoring/evidence.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { dynamodbBatches, dynamodbStore } from '../../lib/store/dynamodb.ts';
import { foldPart } from '../../lib/usecases/events/fold-part.ts';
import { getBatch } from '../../lib/usecases/events/get-batch.ts';
import { receiveEvents } from '../../lib/usecases/events/receive-events.ts';
import { diceOf } from '../chaos/dice.ts';
import { shuffledEvents } from '../chaos/shuffled-events.ts';
import { shipped } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { bill, EVENTS, FACTS } from '../support/partner-api.ts';

/** Engines hide what expired by their own clock. */
const NOW = Date.now();
const { card } = shipped;
const settings = PartnerSettings.parse({ name: 'Power', tier: 'partner', facts: FACTS, events: EVENTS });
const power = { ...settings, partnerId: 'power', secrets: [], version: 1, createdAt: 0, updatedAt: 0 };

describeOnEachEngine('events of a partner', (engine) => {
  const connect = () => {
    const client = new DynamoDBClient(engine.clientConfig);
    const store = dynamodbStore(client, engine.tables);
    const batches = dynamodbBatches(client, engine.tables);
    const sent: FoldMessage[] = [];
    const means = {
      store,
      batches,
      card,
      partners: { readPartner: async () => power },
      recordOutcome: async () => 'accepted' as const,
      pause: (attempt: number) => new Promise<void>((resolve) => setTimeout(resolve, attempt * Math.random() * 5)),
      send: async (messages: readonly FoldMessage[]) => void sent.push(...messages),
    };
    const enrol = (...ids: string[]) =>
      Promise.all(
        ids.map((id) =>
          store.putProfile(
            id,
            {
              version: 1,
              evidence: pack(noEvidence(card.dictionary)),
              consents: { 'source:power': { granted: true, at: 1 } },
              requestId: undefined,
            },
            undefined,
          ),
        ),
      );
    const receive = (events: object[], batchId = 'b', isLate = () => false) =>
      receiveEvents(means, { teller: power, events, batchId, requestId: 'r', now: NOW, isLate });
    const known = async (id: string) => (await store.readSubject(id, { consistent: true })).profile;
    return { means, sent, enrol, receive, known };
  };

  // The short form of `npm run test:chaos -- 20000 <seed> dynalite events`.
  test('shuffled, each one to four times, in batches at once, come to what they are once and in order', async () => {
    const { means } = connect();
    const seed = Date.now() % 1e6;
    console.log(`seed ${seed}`);
    const took = await shuffledEvents({ ...means, dice: diceOf(seed) }, { events: 600, people: 15 });
    expect(took.accepted).toBeGreaterThan(100);
    expect(took.duplicate).toBeGreaterThan(took.accepted);
  });

  test('of two batches about one person at the same moment, none is lost', async () => {
    const { enrol, receive, known } = connect();
    await enrol('ada', 'once');
    const of = (id: string, account: string) =>
      Array.from({ length: 12 }, (_, n) =>
        bill(id, `2025-${String(n + 1).padStart(2, '0')}`, 'late', undefined, account),
      );
    const both = await Promise.all([receive(of('ada', 'one')), receive(of('ada', 'two'))]);
    for (const receipt of both)
      expect(receipt).toMatchObject({ kind: 'done', results: of('ada', 'x').map(() => ({ result: 'accepted' })) });
    await receive([...of('once', 'one'), ...of('once', 'two')]);
    expect((await known('ada'))?.evidence).toBe((await known('once'))?.evidence);
    expect(await known('ada')).toMatchObject({ version: 3 });
    expect(await known('once')).toMatchObject({ version: 2, requestId: 'r' });
  });

  test('are handed to the queue when there is no more time to wait, and only those that were not begun', async () => {
    const { means, sent, enrol, receive, known } = connect();
    const people = Array.from({ length: 60 }, (_, n) => `bea-${n}`);
    await enrol(...people);
    let left = 15;
    const isLate = () => {
      left -= 1;
      return left < 0;
    };
    const events = people.map((id) => bill(id, '2026-01', 'late'));
    const receipt = await receive(events, 'late', isLate);
    expect(receipt).toMatchObject({ kind: 'queued', known: { length: 15 } });
    expect(sent.flatMap(({ events: told }) => told)).toHaveLength(45);
    const ask = () => getBatch(means, { partnerId: 'power', batchId: 'late', now: NOW });
    expect(await ask()).toEqual({ batchId: 'late', status: 'open', events: 60 });
    for (const part of JSON.parse(JSON.stringify(sent))) await foldPart(means, part, NOW);
    expect(await ask()).toEqual({
      batchId: 'late',
      status: 'done',
      events: 60,
      results: events.map(({ id }) => ({ id, result: 'accepted' })),
    });
    for (const id of people) expect((await known(id))?.version).toBe(2);
    await expect(getBatch(means, { partnerId: 'power', batchId: 'late', now: NOW + 8 * 86_400_000 })).rejects.toThrow(
      'no more',
    );
  });

  test('are told to come again as a whole when the store is busy, and nothing goes on behind the answer', async () => {
    const { means, enrol, receive, known } = connect();
    const people = Array.from({ length: 30 }, (_, n) => `dee-${n}`);
    await enrol(...people);
    const events = people.map((id) => bill(id, '2026-01', 'late'));
    let writes = 0;
    const busy = {
      ...means.store,
      putProfile: (...write: Parameters<typeof means.store.putProfile>) => {
        writes += 1;
        if (writes === 5) throw new TahiniError('throttled', 'The store is busy.', { retryAfter: 2 });
        return means.store.putProfile(...write);
      },
    };
    const received = { teller: power, events, batchId: 'busy', requestId: 'r', now: NOW, isLate: () => false };
    await expect(receiveEvents({ ...means, store: busy }, received)).rejects.toMatchObject({ kind: 'throttled' });
    const now = await Promise.all(people.map(known));
    const written = now.filter((profile) => profile?.version === 2).length;
    expect(written).toBe(writes - 1);
    expect(written).toBeLessThan(20);
    const again = await receive(events);
    const became = again.kind === 'done' ? again.results.map(({ result }) => result) : [];
    expect(became.filter((result) => result === 'duplicate')).toHaveLength(written);
    expect(became.filter((result) => result === 'accepted')).toHaveLength(30 - written);
  });

  test('are not lost by a worker that is killed between what it wrote and its results, and count once', async () => {
    const { means, sent, enrol, receive, known } = connect();
    await enrol('cyd');
    const events = [bill('cyd', '2026-01', 'late'), bill('nobody', '2026-01')];
    await receive(events, 'killed', () => true);
    const killed: Pick<BatchStore, 'putPart'> = { putPart: () => Promise.reject(new Error('killed')) };
    const [part] = sent as [FoldMessage];
    await expect(foldPart({ ...means, batches: killed }, part, NOW)).rejects.toThrow('killed');
    const written = await known('cyd');
    expect(written?.version).toBe(2);
    const ask = () => getBatch(means, { partnerId: 'power', batchId: 'killed', now: NOW });
    expect((await ask()).status).toBe('open');
    const told = (results: readonly PlacedResult[]) => results.map(({ result }) => result);
    expect(told(await foldPart(means, part, NOW))).toEqual(['duplicate', 'refused']);
    await foldPart(means, part, NOW);
    expect(await ask()).toMatchObject({ status: 'done', results: [{ result: 'duplicate' }, { result: 'refused' }] });
    expect(await known('cyd')).toEqual(written);
  });
});
