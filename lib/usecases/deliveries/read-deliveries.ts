import { TahiniError } from '../../errors.ts';
import type { AttemptReply, DeliveriesReply, DeliveryReply } from '../../schemas/api/replies/subscriptions.ts';
import type { DeliveryAttempt, DeliveryStore, Notification, StoredDelivery } from '../../schemas/delivery.ts';

type Reading = { store: DeliveryStore };

/** A page of a partner's deliveries, the newest first. */
export async function listDeliveries(
  { store }: Reading,
  partnerId: string,
  page: { limit: number; after: string | undefined },
): Promise<DeliveriesReply> {
  const { deliveries, next } = await store.listDeliveries(partnerId, page);
  return { deliveries: deliveries.map(presentDelivery), ...(next === undefined ? {} : { next }) };
}

export async function getDelivery({ store }: Reading, partnerId: string, deliveryId: string) {
  const delivery = await store.readDelivery(partnerId, deliveryId);
  if (delivery === undefined) throw unknown();
  return presentDelivery(delivery);
}

/** Sends a notification once more, whatever became of it, with all the attempts of a new one: the same id, the same content. */
export async function redeliver(
  { store, send }: Reading & { send: (notifications: readonly Notification[]) => Promise<void> },
  partnerId: string,
  deliveryId: string,
  now: number,
) {
  const begun = await store.beginRound(partnerId, deliveryId);
  if (begun === undefined) throw unknown();
  await send([{ ...begun.notification, round: begun.round, attempt: 0, dueAt: now }]);
  return presentDelivery(begun);
}

function unknown(): TahiniError {
  return new TahiniError('unknown-delivery', 'There is no such delivery; they are kept for 30 days.');
}

function presentDelivery({ deliveryId, notification, state, why, attempts }: StoredDelivery): DeliveryReply {
  const { id, type, subscriptionId, occurredAt } = notification;
  const about =
    notification.type === 'rescore.completed' ? { jobId: notification.jobId } : { subjectId: notification.subjectId };
  return {
    deliveryId,
    messageId: id,
    subscriptionId,
    type,
    ...about,
    state,
    ...(why === undefined ? {} : { why }),
    occurredAt: new Date(occurredAt).toISOString(),
    attempts: attempts.map(presentAttempt),
  };
}

function presentAttempt({ at, ms, status, failed, nextAt }: DeliveryAttempt): AttemptReply {
  return {
    at: new Date(at).toISOString(),
    ms,
    ...(status === undefined ? { failed } : { status }),
    ...(nextAt === undefined ? {} : { nextAt: new Date(nextAt).toISOString() }),
  };
}
