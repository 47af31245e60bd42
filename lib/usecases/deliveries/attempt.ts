import type { DeliveryAttempt, DeliveryStore, Dropped, Notification, StoredDelivery } from '../../schemas/delivery.ts';
import type { PartnerStore, Vault } from '../../schemas/partner.ts';
import { ownerOfSubscription, type StoredSubscription, type SubscriptionStore } from '../../schemas/subscription.ts';
import { validSecrets } from '../partners/secrets.ts';
import { CLOUD_EVENT_TYPE, cloudEvent } from './cloud-event.ts';
import { type ContentMeans, contentOf } from './content.ts';
import { deliveryIdOf } from './notification-id.ts';
import { nextDue } from './schedule.ts';

/** What came of posting, as lib/http/outbound/post.ts tells it. */
export type Answer = { status: number; retryAfterMs?: number } | { failed: string };

export interface DeliveryMeans extends ContentMeans {
  store: ContentMeans['store'] &
    DeliveryStore &
    Pick<PartnerStore, 'readPartner'> &
    Pick<SubscriptionStore, 'readSubscription' | 'noteFailing' | 'noteArriving' | 'disableSubscription'>;
  vault: Pick<Vault, 'open'>;
  sign: (signable: { id: string; timestamp: number; body: string }, secrets: readonly string[]) => string;
  /** Also sees to it that the address may be sent to. */
  post: (url: string, headers: Record<string, string>, body: string) => Promise<Answer>;
  /** Back into the queue, to be shown when it is due, or earlier. */
  send: (notifications: readonly Notification[]) => Promise<void>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** From 0 up to 1. */
  chance: () => number;
  /** lib/usecases/deliveries/schedule.ts */
  intervals: readonly number[];
  /** Whose events these are. */
  source: string;
}

export type Attempted =
  | { outcome: 'put-off' | 'done-before' }
  | { outcome: 'dropped'; why: Dropped }
  | {
      outcome: 'delivered' | 'failed' | 'given-up';
      answer: Answer;
      ms: number;
      disabled: StoredSubscription['disabledFor'];
    };

const KEPT_SECONDS = 30 * 86_400;
/** An endpoint at which nothing has arrived for so long is disabled. */
const FAILING_MS = 5 * 86_400_000;
const GONE = 410;

/**
 * One attempt at a notification. Whatever comes twice does no harm: the log knows how far the delivery is. A worker that is
 * killed at any point leaves its message, which comes again; the next attempt is queued before this one is in the log, so
 * that one that is in the log never has to be looked after.
 */
export async function attemptDelivery(means: DeliveryMeans, notification: Notification): Promise<Attempted> {
  const { store, now, send } = means;
  const { partnerId, subscriptionId, dueAt } = notification;
  if (dueAt > now()) {
    await send([notification]);
    return { outcome: 'put-off' };
  }
  const deliveryId = deliveryIdOf(notification);
  const [delivery, partner, subscription] = await Promise.all([
    store.readDelivery(partnerId, deliveryId),
    store.readPartner(partnerId),
    store.readSubscription(partnerId, subscriptionId),
  ]);
  if (delivery !== undefined && isPassed(delivery, notification)) return { outcome: 'done-before' };
  if (partner?.enabled !== true) return drop(means, notification, 'partner-disabled');
  if (subscription === undefined) return drop(means, notification, 'subscription-deleted');
  if (!subscription.enabled) return drop(means, notification, 'subscription-disabled');
  if (!subscription.types.includes(notification.type)) return drop(means, notification, 'not-subscribed');
  const content = await contentOf(means, notification, subscription);
  if ('dropped' in content) return drop(means, notification, content.dropped);
  const body = cloudEvent(notification, content.data, means.source);
  const at = now();
  const answer = await means.post(subscription.url, await headersOf(means, notification, subscription, body), body);
  return settle(means, notification, subscription, { answer, at, ms: now() - at });
}

function isPassed({ round, next, state }: StoredDelivery, notification: Notification): boolean {
  if (round !== notification.round) return round > notification.round;
  return state !== 'pending' || next > notification.attempt;
}

/** Who is disabled may be enabled again, and then send for what was dropped meanwhile. */
const MAY_PASS: readonly Dropped[] = ['partner-disabled', 'subscription-disabled'];

async function drop({ store, now }: DeliveryMeans, notification: Notification, why: Dropped): Promise<Attempted> {
  const deliveryId = deliveryIdOf(notification);
  const expiresAt = Math.floor(now() / 1000) + KEPT_SECONDS;
  if (why === 'erased') await store.forgetDelivery(notification.partnerId, deliveryId);
  else await store.dropDelivery(deliveryId, { notification, why, keep: MAY_PASS.includes(why), expiresAt });
  return { outcome: 'dropped', why };
}

/** With a timestamp of its own, and a signature by every secret that is good at this moment. */
async function headersOf(
  { vault, sign, now }: DeliveryMeans,
  { id }: Notification,
  { partnerId, subscriptionId, secrets }: StoredSubscription,
  body: string,
): Promise<Record<string, string>> {
  const owner = ownerOfSubscription(partnerId, subscriptionId);
  const valid = await Promise.all(validSecrets(secrets, now()).map(({ sealed }) => vault.open(sealed, owner)));
  const timestamp = Math.floor(now() / 1000);
  return {
    'content-type': CLOUD_EVENT_TYPE,
    'user-agent': 'Tahini',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign({ id, timestamp, body }, valid),
  };
}

interface Tried {
  answer: Answer;
  at: number;
  ms: number;
}

async function settle(
  means: DeliveryMeans,
  notification: Notification,
  subscription: StoredSubscription,
  tried: Tried,
): Promise<Attempted> {
  const { answer, at, ms } = tried;
  const { store, send, intervals } = means;
  const status = 'status' in answer ? answer.status : undefined;
  if (status !== undefined && status >= 200 && status < 300) {
    if (subscription.failingSince !== undefined) await store.noteArriving(subscription);
    await record(means, notification, 'delivered', tried);
    return { outcome: 'delivered', answer, ms, disabled: undefined };
  }
  const disabled = await disableIfDue(means, subscription, status, at);
  const retryAfterMs = 'status' in answer ? answer.retryAfterMs : undefined;
  const { attempt } = notification;
  const nextAt = disabled ? undefined : nextDue({ attempt, now: means.now(), retryAfterMs }, intervals, means.chance());
  if (nextAt !== undefined) await send([{ ...notification, attempt: attempt + 1, dueAt: nextAt }]);
  await record(means, notification, nextAt === undefined ? 'failed' : 'pending', tried, nextAt);
  return { outcome: nextAt === undefined ? 'given-up' : 'failed', answer, ms, disabled };
}

/** 410 says so; and nobody is behind an address at which nothing has arrived for days. */
async function disableIfDue(
  { store }: DeliveryMeans,
  subscription: StoredSubscription,
  status: number | undefined,
  now: number,
): Promise<StoredSubscription['disabledFor']> {
  const { failingSince } = subscription;
  if (failingSince === undefined) await store.noteFailing(subscription, now);
  const why = status === GONE ? 'gone' : now - (failingSince ?? now) > FAILING_MS ? 'failing' : undefined;
  if (why === undefined) return undefined;
  return (await store.disableSubscription(subscription, why, now)) ? why : undefined;
}

function record(
  { store }: DeliveryMeans,
  notification: Notification,
  state: 'pending' | 'delivered' | 'failed',
  { answer, at, ms }: Tried,
  nextAt?: number,
): Promise<boolean> {
  const { round, attempt } = notification;
  const came = 'status' in answer ? { status: answer.status } : { failed: answer.failed };
  const made: DeliveryAttempt = { round, attempt, at, ms, ...came, ...(nextAt === undefined ? {} : { nextAt }) };
  const expiresAt = Math.floor(at / 1000) + KEPT_SECONDS;
  return store.recordAttempt(deliveryIdOf(notification), { notification, attempt: made, state, expiresAt });
}
