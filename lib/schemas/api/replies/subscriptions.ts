import * as z from 'zod';
import { DELIVERY_STATES, DeliveryId, DROPPED } from '../../delivery.ts';
import { NOTIFICATIONS, SubscriptionId, SubscriptionSettings } from '../../subscription.ts';
import { count, next, time, version } from './common.ts';
import { SecretReply, secret } from './partners.ts';

export const SubscriptionReply = z.strictObject({
  subscriptionId: SubscriptionId,
  ...SubscriptionSettings.shape,
  disabledFor: z
    .enum(['gone', 'failing'])
    .optional()
    .describe('Why it was disabled by itself: the address answered 410, or nothing arrived for days'),
  failingSince: time().optional().describe('Nothing has arrived since'),
  secrets: z.array(SecretReply).describe('Those that sign now, two at most'),
  version: version('subscription'),
  createdAt: time(),
  updatedAt: time(),
});
export type SubscriptionReply = z.infer<typeof SubscriptionReply>;

export const SubscriptionWithSecret = z.strictObject({ ...SubscriptionReply.shape, secret: secret() });

export const SubscriptionsReply = z.strictObject({
  subscriptions: z.array(SubscriptionReply).max(20).describe('All of them: a partner has at most 20'),
});

/** One try, and what came of it: either `status` or `failed`. */
export const AttemptReply = z.strictObject({
  at: time(),
  ms: count().describe('How long it took, milliseconds'),
  status: z.int().min(100).max(599).optional().describe('What the address answered'),
  failed: z.string().optional().describe('What stood in the way of an answer'),
  nextAt: time().optional().describe('When it is tried again; absent = not'),
});

export const DeliveryReply = z.strictObject({
  deliveryId: DeliveryId,
  messageId: z.string().describe('`webhook-id` of the notification: the same in every attempt'),
  subscriptionId: SubscriptionId,
  type: z.enum(NOTIFICATIONS),
  subjectId: z.string().optional().describe('The person it is about; absent for `rescore.completed`'),
  jobId: z.string().optional().describe('Only for `rescore.completed`'),
  state: z.enum(DELIVERY_STATES).describe('`failed`: after all attempts; `dropped`: not sent, and `why`'),
  why: z.enum(DROPPED).optional(),
  occurredAt: time().describe('When what it tells of happened'),
  attempts: z.array(AttemptReply).describe('The first one first'),
});
export type DeliveryReply = z.infer<typeof DeliveryReply>;

export const DeliveriesReply = z.strictObject({
  deliveries: z.array(DeliveryReply).describe('The newest first; they are kept for 30 days'),
  next: next(),
});
export type DeliveriesReply = z.infer<typeof DeliveriesReply>;
export type AttemptReply = z.infer<typeof AttemptReply>;
