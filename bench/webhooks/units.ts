import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbBatches, dynamodbPartners, dynamodbStore } from '../../lib/store/dynamodb.ts';
import { receiveEvents } from '../../lib/usecases/events/receive-events.ts';
import { RateLeases } from '../../lib/usecases/partners/rate-lease.ts';
import { clientConfig } from '../../local/engines/engine.ts';
import type { EngineKind } from '../../local/engines/start-engine.ts';
import { type Call, meter } from '../capacity/meter.ts';
import { card } from '../support/card.ts';
import { withEngine } from '../support/engine.ts';
import { billsOf, layGround, PEOPLE } from './ground.ts';
import { TABLES } from './measure.ts';

interface OfRequest {
  /** Read units of the partner, read and write units of the people. */
  partner: number;
  read: number;
  write: number;
}

export interface Units {
  single: OfRequest;
  batch: OfRequest;
  people: number;
  /** Write units of the rate for 50 single events. */
  lease: number;
}

/** Capacity units, as the engine counts them, of a single event and of a batch of 500 over 50 people; nobody else writes. */
export function measureUnits(engine: EngineKind): Promise<Units> {
  return withEngine(engine, async (endpoint) => {
    const { partner: teller } = await layGround(endpoint, TABLES, randomBytes(32).toString('hex'));
    const client = new DynamoDBClient(clientConfig(endpoint));
    const noted = meter(client);
    const store = dynamodbStore(client, TABLES);
    const partners = dynamodbPartners(client, TABLES);
    const bill = billsOf();
    const means = {
      store,
      card,
      batches: dynamodbBatches(client, TABLES),
      recordOutcome: async () => 'duplicate' as const,
      send: () => Promise.reject(new Error('nothing goes to the queue')),
      pause: () => Promise.reject(new Error('an uncontended write was contended')),
    };
    const received = async (events: object[]) => {
      await partners.readPartner(teller.partnerId);
      const request = { teller, events, batchId: 'b', requestId: 'JKJaXmPLvHcESHA=', now: Date.now() };
      await receiveEvents(means, { ...request, isLate: () => false });
      return unitsOf(noted());
    };
    const single = await received([bill(0)]);
    const batch = await received(Array.from({ length: 500 }, (_, n) => bill(n % PEOPLE)));
    const leases = new RateLeases(store);
    const taking = { partnerId: 'power', eventsPerMinute: 6000, events: 1, now: Date.now() };
    for (let n = 0; n < 50; n += 1) await leases.take(taking);
    const lease = sum(noted());
    client.destroy();
    return { single, batch, people: PEOPLE, lease };
  });
}

function unitsOf(calls: readonly Call[]): OfRequest {
  const [ofPeople, others] = [true, false].map((own) =>
    calls.filter(({ table }) => (table === TABLES.subjects) === own),
  );
  return {
    partner: sum(others!),
    read: sum(ofPeople!.filter(({ kind }) => kind === 'read')),
    write: sum(ofPeople!.filter(({ kind }) => kind === 'write')),
  };
}

function sum(calls: readonly Call[]): number {
  return calls.reduce((total, { units }) => total + units, 0);
}
