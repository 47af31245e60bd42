import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { post } from '../../lib/http/outbound/post.ts';
import { newSecret, sign } from '../../lib/http/signature.ts';
import { localVault } from '../../lib/http/vault/local.ts';
import type { Notification } from '../../lib/schemas/delivery.ts';
import type { WebhookSecret } from '../../lib/schemas/partner.ts';
import type { StoredScore } from '../../lib/schemas/stored.ts';
import { ownerOfSubscription, type StoredSubscription } from '../../lib/schemas/subscription.ts';
import { dynamodbJobs, dynamodbNotifications, dynamodbPartners, dynamodbStore } from '../../lib/store/dynamodb.ts';
import { type Attempted, attemptDelivery, type DeliveryMeans } from '../../lib/usecases/deliveries/attempt.ts';
import { INTERVALS_MS } from '../../lib/usecases/deliveries/schedule.ts';
import { tellOfScore } from '../../lib/usecases/deliveries/tell.ts';
import { upsertProfile } from '../../lib/usecases/upsert-profile.ts';
import type { TestEngine } from '../support/engines.ts';
import { storedPartner } from '../support/partners.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { storedSubscription } from '../support/subscriptions.ts';
import { tiny } from '../support/tiny-card.ts';

/** The real time: the engines delete what has expired by their own clock. */
export const START = Math.floor(Date.now() / 1000) * 1000;
const TIMEOUT_MS = 250;

/** Partners, people and decisions on a real engine, a receiver on this machine, and a clock that the test moves. */
export function deliveriesOn(engine: TestEngine) {
  let client: DynamoDBClient;
  let receiver: Receiver;
  let store: DeliveryMeans['store'] & ReturnType<typeof storesOf>;
  const vault = localVault('ab'.repeat(32));
  const queue: Notification[] = [];
  let now = START;
  let people = 0;
  beforeAll(async () => {
    client = new DynamoDBClient(engine.clientConfig);
    store = storesOf(client, engine.tables);
    receiver = await startReceiver();
  });
  afterAll(async () => {
    client.destroy();
    await receiver.close();
  });
  afterEach(() => {
    receiver.got.length = 0;
    receiver.answer = () => ({ status: 200 });
    queue.length = 0;
    now = START;
  });
  const means = (changes: Partial<DeliveryMeans> = {}): DeliveryMeans => ({
    store,
    cards: { find: async (hash) => (hash === tiny.card.hash ? tiny.card : undefined) },
    vault,
    sign,
    post: (url, headers, body) => post(new URL(url), headers, body, { loopbackAllowed: true, timeoutMs: TIMEOUT_MS }),
    send: async (notifications) => void queue.push(...notifications),
    now: () => now,
    chance: () => 0,
    intervals: INTERVALS_MS,
    source: 'urn:tahini:test',
    ...changes,
  });
  const saying = (subjectId: string, consents: Record<string, boolean>) =>
    upsertProfile(
      { store, ...{ card: tiny.card, cardByHash: () => tiny.card, activationSeq: 1 }, ...LIMITS },
      {
        subjectId,
        caller: { kind: 'subject', sourceId: 'self', tier: 'self' },
        report: { facts: {}, consents },
        ifMatch: undefined,
        now: now + people++ * 1000,
      },
    );
  return {
    get store() {
      return store;
    },
    get receiver() {
      return receiver;
    },
    queue,
    means,
    vault,
    passes: (ms: number) => {
      now += ms;
    },
    now: () => now,
    saying,
    /** A partner that is enabled, and one subscription of it to the receiver. */
    subscribed: async (
      changes: Partial<StoredSubscription> = {},
      secrets: readonly WebhookSecret[] = [newSecret()],
    ) => {
      const partnerId = `acme-${people++}`;
      const { partner } = await storedPartner(vault, partnerId);
      await store.putPartner(partner, undefined);
      const plain = storedSubscription(partnerId, { url: receiver.url, ...changes });
      const owner = ownerOfSubscription(partnerId, plain.subscriptionId);
      const sealed = secrets.map(async (secret, n) => ({
        secretId: `s-${n}`,
        sealed: await vault.seal(secret, owner),
        createdAt: 0,
        expiresAt: undefined,
      }));
      const subscription = { ...plain, secrets: await Promise.all(sealed) };
      await store.putSubscription(subscription, undefined);
      return { partner, subscription, secrets };
    },
    /** Somebody who consents to the recipients, and a decision about them. */
    person: async (recipients: readonly string[], changes: Partial<StoredScore> = {}) => {
      const subjectId = `person-${people++}`;
      await saying(subjectId, Object.fromEntries(recipients.map((partnerId) => [`recipient:${partnerId}`, true])));
      const decision: StoredScore = { ...DECISION, ...changes };
      await store.putDecision(subjectId, decision, Math.floor(START / 1000) + 1e9);
      return { subjectId, decision };
    },
    /** What the stream would queue for a change, to these subscriptions. */
    told: async (subscriptions: readonly StoredSubscription[], subjectId: string, after: StoredScore) => {
      const all = async () => subscriptions;
      const send = async (notifications: readonly Notification[]) => void queue.push(...notifications);
      await tellOfScore({ subscriptions: { all }, send, store }, { subjectId, after, occurredAt: START - 5000 });
      return queue.splice(0);
    },
    /** Whatever is due by now, until nothing is. */
    work: async (notifications: readonly Notification[], changes: Partial<DeliveryMeans> = {}) => {
      const attempted: Attempted[] = [];
      for (const notification of notifications) attempted.push(await attemptDelivery(means(changes), notification));
      return attempted;
    },
  };
}

export type DeliveryWorld = ReturnType<typeof deliveriesOn>;

const LIMITS = { decisionRetentionDays: 365, simulationsPerHour: 60, pause: async () => {} };

function storesOf(client: DynamoDBClient, tables: TestEngine['tables']) {
  return {
    ...dynamodbStore(client, tables),
    ...dynamodbJobs(client, tables),
    ...dynamodbNotifications(client, tables),
    ...dynamodbPartners(client, tables),
  };
}

/** As a decision without details may be: what is told of it is a matter of present-score.ts. */
const DECISION: StoredScore = {
  activationSeq: 1,
  profileVersion: 1,
  asOf: 20_468,
  engine: '1',
  card: { id: 'former', version: '1', hash: 'ab'.repeat(32) },
  status: 'scored',
  score: 640,
  band: 'good',
  dimensions: [1, 2, 3, 4, 5],
  coverage: 500,
  points: [],
  reasons: [{ index: 0, code: 'UTILITY', kind: 'value', points: 1200 }],
  inputs: '',
  previous: { score: 590, band: 'fair' },
  causes: { ageing: 0, data: 50, scorecard: 0 },
  requestId: undefined,
};
