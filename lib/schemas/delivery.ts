import * as z from 'zod';
import { PartnerId } from './partner.ts';
import { SubjectId } from './profile.ts';
import { SubscriptionId } from './subscription.ts';

const whole = z.number().int().min(0);

/** Where a decision stands in the order of a person's scores: a receiver keeps the highest, compared in this order. */
const Version = z.strictObject({ activationSeq: whole, profileVersion: whole, asOf: whole });

const common = {
  /** `webhook-id`: the same in every attempt, and for the same change of the same person. */
  id: z.string().regex(/^msg_[\w-]{43}$/),
  partnerId: PartnerId,
  subscriptionId: SubscriptionId,
  /** Milliseconds since 1970, as of `dueAt`. */
  occurredAt: whole,
  /** Rises with every redelivery that was asked for. */
  round: whole,
  /** Place in the schedule of its round. */
  attempt: whole,
  dueAt: whole,
};

/** What goes through the queue: keys only. What is told is read at the moment of sending. */
export const Notification = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.enum(['score.changed', 'score.band_changed']),
    subjectId: SubjectId,
    decision: Version,
  }),
  z.strictObject({
    ...common,
    type: z.literal('consent.withdrawn'),
    subjectId: SubjectId,
    consent: z.enum(['source', 'recipient']),
    profileVersion: whole,
  }),
  z.strictObject({ ...common, type: z.literal('rescore.completed'), jobId: z.string().min(1).max(64) }),
]);
export type Notification = z.infer<typeof Notification>;

/** Why nothing is sent. */
export const DROPPED = [
  'partner-disabled',
  'subscription-deleted',
  'subscription-disabled',
  'not-subscribed',
  'erased',
  'no-consent',
  'unknown-job',
] as const;
export type Dropped = (typeof DROPPED)[number];

/** One try, and what came of it: a status, or what stood in its way. */
export interface DeliveryAttempt {
  round: number;
  attempt: number;
  /** Milliseconds since 1970. */
  at: number;
  /** What it took. */
  ms: number;
  status?: number | undefined;
  failed?: string | undefined;
  /** When it is tried again; undefined when it is not. */
  nextAt?: number | undefined;
}

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What became of a notification so far. */
export interface StoredDelivery {
  partnerId: string;
  /** `<occurredAt>-<id>`: in the order of time, and the same whenever the stream tells of the change again. */
  deliveryId: string;
  notification: Notification;
  state: DeliveryState;
  /** Why it was dropped. */
  why: Dropped | undefined;
  round: number;
  /** The place in the schedule that comes next. */
  next: number;
  attempts: readonly DeliveryAttempt[];
}

export const DeliveryId = z.string().regex(/^\d{13}-[\w-]{43}$/);

/** What an attempt, once made, leaves in the log. */
export interface RecordedAttempt {
  notification: Notification;
  attempt: DeliveryAttempt;
  state: DeliveryState;
  /** Seconds since 1970. */
  expiresAt: number;
}

export interface DroppedDelivery {
  notification: Notification;
  why: Dropped;
  keep: boolean;
  /** Seconds since 1970. */
  expiresAt: number;
}

/** Deliveries in the Operations table; each is forgotten after a while. */
export interface DeliveryStore {
  /** Strongly consistent. */
  readDelivery(partnerId: string, deliveryId: string): Promise<StoredDelivery | undefined>;
  /** The newest first; `after` is the last one of the page before. */
  listDeliveries(
    partnerId: string,
    page: { limit: number; after: string | undefined },
  ): Promise<{ deliveries: StoredDelivery[]; next: string | undefined }>;
  /** False when this attempt, or a later one, is in the log already. */
  recordAttempt(deliveryId: string, recorded: RecordedAttempt): Promise<boolean>;
  /** What is not in the log yet comes into it only if it may be sent later (`keep`): else there is nothing to say of it. */
  dropDelivery(deliveryId: string, dropped: DroppedDelivery): Promise<void>;
  /** Whom it was about is erased. */
  forgetDelivery(partnerId: string, deliveryId: string): Promise<void>;
  /** From its first attempt on again: messages of the round before have nothing to say any more. */
  beginRound(partnerId: string, deliveryId: string): Promise<StoredDelivery | undefined>;
}
