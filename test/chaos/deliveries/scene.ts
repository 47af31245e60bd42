import { equal, ok } from 'node:assert/strict';
import { newSecret, verify } from '../../../lib/http/signature.ts';
import { localVault } from '../../../lib/http/vault/local.ts';
import type { Notification, StoredDelivery } from '../../../lib/schemas/delivery.ts';
import type { StoredScore } from '../../../lib/schemas/stored.ts';
import { ownerOfSubscription, type StoredSubscription } from '../../../lib/schemas/subscription.ts';
import { dynamodbNotifications, dynamodbPartners } from '../../../lib/store/dynamodb.ts';
import { redeliver } from '../../../lib/usecases/deliveries/read-deliveries.ts';
import { tellOfScore } from '../../../lib/usecases/deliveries/tell.ts';
import { storedPartner } from '../../support/partners.ts';
import { type Received, startReceiver } from '../../support/receiver.ts';
import { storedSubscription } from '../../support/subscriptions.ts';
import type { Ground } from '../ground.ts';
import { VAULT_KEY } from './scale.ts';

/** Those to be told. */
export const PARTNERS = ['one', 'two', 'three', 'four'];
const DISABLED = 'disabled';
const UNCONSENTED = 'unconsented';
const EVERYBODY = [...PARTNERS, DISABLED, UNCONSENTED];

interface Subscribed {
  subscription: StoredSubscription;
  secret: string;
}

/** Partners with an endpoint each, people with decisions, and what the stream has queued about them. */
export async function sceneOn(ground: Ground, people: number) {
  const notifications = dynamodbNotifications(ground.client, ground.tables);
  const receiver = await startReceiver();
  const subscribed: Subscribed[] = [];
  for (const partnerId of EVERYBODY) subscribed.push(await subscribe(ground, partnerId, receiver.url));
  const queue = await queueFor(ground, people, subscribed);
  const isForbidden = ({ partnerId }: Notification) => [DISABLED, UNCONSENTED].includes(partnerId);
  const secretOf = new Map(subscribed.map(({ subscription, secret }) => [subscription.partnerId, secret]));
  const partnerOf = new Map(queue.map(({ id, partnerId }) => [id, partnerId]));
  return {
    receiver,
    queue,
    told: queue.filter((each) => !isForbidden(each)),
    forbidden: new Set(queue.filter(isForbidden).map(({ id }) => id)),
    check: ({ headers, body, id }: Received) => {
      const secret = secretOf.get(partnerOf.get(id) ?? '') ?? '';
      ok(verify(headers as Record<string, string>, Buffer.from(body), [secret], Date.now()).ok, 'signed');
    },
    ...operatorOf(notifications, subscribed),
    [Symbol.asyncDispose]: () => receiver.close(),
  };
}

/** What an operator sees and does. */
function operatorOf(notifications: ReturnType<typeof dynamodbNotifications>, subscribed: readonly Subscribed[]) {
  const inState = async (...states: StoredDelivery['state'][]) =>
    (await everyDelivery(notifications)).filter(({ state }) => states.includes(state));
  return {
    nonePending: async () => {
      const { length } = await inState('pending');
      equal(length, 0, `${length} wait for an attempt that nobody makes`);
    },
    /** Endpoints that said that they are gone. */
    enableAgain: async () => {
      for (const { subscription } of subscribed) {
        const { partnerId, subscriptionId } = subscription;
        const found = await notifications.readSubscription(partnerId, subscriptionId);
        if (found === undefined || found.enabled) continue;
        const again = { ...found, enabled: true, failingSince: undefined, disabledFor: undefined };
        await notifications.putSubscription({ ...again, version: found.version + 1 }, found.version);
      }
    },
    sendForMissing: async () => {
      const again: Notification[] = [];
      const means = { store: notifications, send: async (more: readonly Notification[]) => void again.push(...more) };
      for (const { partnerId, deliveryId } of await inState('failed', 'dropped')) {
        await redeliver(means, partnerId, deliveryId, Date.now());
      }
      return again;
    },
  };
}

async function everyDelivery(notifications: ReturnType<typeof dynamodbNotifications>): Promise<StoredDelivery[]> {
  const found: StoredDelivery[] = [];
  for (const partnerId of PARTNERS) {
    let after: string | undefined;
    do {
      const page = await notifications.listDeliveries(partnerId, { limit: 100, after });
      found.push(...page.deliveries);
      after = page.next;
    } while (after !== undefined);
  }
  return found;
}

async function subscribe({ client, tables }: Ground, partnerId: string, url: string): Promise<Subscribed> {
  const vault = localVault(VAULT_KEY);
  const { partner } = await storedPartner(vault, partnerId);
  const enabled = partnerId !== DISABLED;
  await dynamodbPartners(client, tables).putPartner({ ...partner, enabled }, undefined);
  const plain = storedSubscription(partnerId, { url });
  const secret = newSecret();
  const sealed = await vault.seal(secret, ownerOfSubscription(partnerId, plain.subscriptionId));
  const secrets = [{ secretId: 's', sealed, createdAt: 0, expiresAt: undefined }];
  const subscription = { ...plain, secrets };
  await dynamodbNotifications(client, tables).putSubscription(subscription, undefined);
  return { subscription, secret };
}

/** Everybody consents when the notifications are queued; to one partner nobody does any more when they are sent. */
async function queueFor({ store }: Ground, people: number, subscribed: readonly Subscribed[]): Promise<Notification[]> {
  const queue: Notification[] = [];
  const send = async (more: readonly Notification[]) => void queue.push(...more);
  const all = async () => subscribed.map(({ subscription }) => subscription);
  for (let n = 0; n < people; n += 1) {
    const subjectId = `person-${n}`;
    const after = { ...DECISION, asOf: 20_000 + n };
    await store.putProfile(subjectId, profileWith(EVERYBODY, 1), undefined);
    await store.putDecision(subjectId, after, 4e9);
    await tellOfScore({ subscriptions: { all }, send, store }, { subjectId, after, occurredAt: Date.now() });
    const still = EVERYBODY.filter((partnerId) => partnerId !== UNCONSENTED);
    await store.putProfile(subjectId, profileWith(still, 2), 1);
  }
  equal(queue.length, people * subscribed.length);
  return queue;
}

function profileWith(recipients: readonly string[], version: number) {
  const consents = Object.fromEntries(
    recipients.map((partnerId) => [`recipient:${partnerId}`, { granted: true, at: version }]),
  );
  return { version, evidence: '', consents, requestId: undefined };
}

const DECISION: StoredScore = {
  activationSeq: 1,
  profileVersion: 1,
  asOf: 20_000,
  engine: '1',
  card: { id: 'card', version: '1', hash: 'ab'.repeat(32) },
  status: 'scored',
  score: 640,
  band: 'good',
  dimensions: [1, 2, 3, 4, 5],
  coverage: 500,
  points: [],
  reasons: [],
  inputs: '',
  previous: { score: 590, band: 'fair' },
  causes: undefined,
  requestId: undefined,
};
