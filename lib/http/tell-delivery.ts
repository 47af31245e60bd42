import type { Notification } from '../schemas/delivery.ts';
import type { Telemetry } from './telemetry.ts';

/** What became of an attempt, as lib/usecases/deliveries/attempt.ts tells it. */
interface Attempted {
  outcome: 'put-off' | 'done-before' | 'dropped' | 'delivered' | 'failed' | 'given-up';
  why?: string;
  answer?: { status: number } | { failed: string };
  ms?: number;
  disabled?: string | undefined;
}

const COUNTED = {
  delivered: 'NotificationDelivered',
  failed: 'NotificationFailed',
  'given-up': 'NotificationGivenUp',
  dropped: 'NotificationDropped',
} as const;

/** A line about an attempt, without the address or a word of the answer; and one for the operator when it was the end. */
export function tellDelivery(
  { log, count, nameOf }: Telemetry,
  notification: Notification,
  attempted: Attempted,
  invocation: string,
): void {
  const { outcome, why, answer, ms, disabled } = attempted;
  if (outcome === 'put-off' || outcome === 'done-before') return;
  const { partnerId: partner, subscriptionId: subscription, id: delivery, type, attempt } = notification;
  const subject = 'subjectId' in notification ? nameOf(notification.subjectId) : undefined;
  const about = { invocation, partner, subscription, delivery, type, subject, attempt };
  log('delivery-attempted', { ...about, outcome, ...answer, why, ms });
  count(COUNTED[outcome]);
  if (disabled === undefined) return;
  log('subscription-disabled', { partner, subscription, why: disabled });
  count('SubscriptionDisabled');
}
