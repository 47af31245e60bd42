import { createHash } from 'node:crypto';
import type { Notification } from '../../schemas/delivery.ts';

/** Of the same change for the same subscription it is the same, however often the stream tells of it. */
export function notificationId(subscriptionId: string, type: string, about: readonly (string | number)[]): string {
  const told = JSON.stringify([subscriptionId, type, ...about]);
  return `msg_${createHash('sha256').update(told).digest('base64url')}`;
}

/** Where a notification is in the log: in the order of time. */
export function deliveryIdOf({ id, occurredAt }: Pick<Notification, 'id' | 'occurredAt'>): string {
  return `${String(occurredAt).padStart(13, '0')}-${id.slice('msg_'.length)}`;
}
