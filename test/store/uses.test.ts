import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../lib/schemas/stored.ts';
import { dynamodbStore } from '../../lib/store/dynamodb.ts';
import { RateLeases } from '../../lib/usecases/partners/rate-lease.ts';
import { describeOnEachEngine } from '../support/engines.ts';

const LATER = Math.floor(Date.now() / 1000) + 3600;

describeOnEachEngine('uses', (engine) => {
  let client: DynamoDBClient;
  let store: Store;
  beforeAll(() => {
    client = new DynamoDBClient(engine.clientConfig);
    store = dynamodbStore(client, engine.tables);
  });
  afterAll(() => client.destroy());

  test('are counted once each, of many at once', async () => {
    const totals = await Promise.all(Array.from({ length: 20 }, () => store.addUses('many', 3, LATER)));
    expect(totals.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => 3 * (n + 1)));
    expect(await store.addUses('others', 1, LATER)).toBe(1);
  });

  test('leased by many environments at once are no more than the limit', async () => {
    const environments = Array.from({ length: 8 }, () => new RateLeases(store));
    const taking = { partnerId: 'acme', eventsPerMinute: 150, events: 1, now: Date.now() };
    const took = await Promise.allSettled(Array.from({ length: 400 }, (_, n) => environments[n % 8]!.take(taking)));
    const passed = took.filter(({ status }) => status === 'fulfilled').length;
    expect(passed).toBeLessThanOrEqual(150);
    expect(passed).toBeGreaterThan(130);
  });
});
