import * as z from 'zod';
import type { StoredSecret } from './partner.ts';

export const NOTIFICATIONS = ['score.changed', 'score.band_changed', 'rescore.completed', 'consent.withdrawn'] as const;
export type NotificationType = (typeof NOTIFICATIONS)[number];

/** What a partner wants to be told, and where. */
export const SubscriptionSettings = z.strictObject({
  url: z.string().max(2048),
  types: z.array(z.enum(NOTIFICATIONS)).min(1),
  /** `thin`: which person, and what happened; `full`: the score with band and reasons. */
  payload: z.enum(['thin', 'full']).default('thin'),
  /** Only changes into or out of these bands. */
  bands: z.array(z.string().min(1).max(64)).min(1).max(20).optional(),
  enabled: z.boolean().default(true),
});
export type SubscriptionSettings = z.infer<typeof SubscriptionSettings>;

export interface StoredSubscription extends SubscriptionSettings {
  partnerId: string;
  subscriptionId: string;
  secrets: readonly StoredSecret[];
  version: number;
  createdAt: number;
  updatedAt: number;
  /** Milliseconds since 1970: nothing has arrived since. */
  failingSince: number | undefined;
  /** Why it was disabled by itself. */
  disabledFor: 'gone' | 'failing' | undefined;
}

export const SubscriptionId = z.string().regex(/^sub_[a-z0-9]{16}$/);

/** Each has secrets of its own: what we send to one cannot be replayed to another, nor to us. */
export const ownerOfSubscription = (partnerId: string, subscriptionId: string) =>
  `subscription:${partnerId}:${subscriptionId}`;

/** Of one partner: every change is held against every subscription there is. */
export const MOST_SUBSCRIPTIONS = 20;

/** Subscriptions in the Operations table. A `false` answer means that somebody else's write came first. */
export interface SubscriptionStore {
  /** Strongly consistent: one that is disabled or deleted is so at once. */
  readSubscription(partnerId: string, subscriptionId: string): Promise<StoredSubscription | undefined>;
  /** One partner's, strongly consistent. */
  listSubscriptions(partnerId: string): Promise<StoredSubscription[]>;
  /** Everybody's, perhaps a moment old, at half the price. */
  allSubscriptions(): Promise<StoredSubscription[]>;
  /** Only if the stored version is `expected` (undefined: only if there is none). */
  putSubscription(subscription: StoredSubscription, expected: number | undefined): Promise<boolean>;
  deleteSubscription(partnerId: string, subscriptionId: string, expected: number): Promise<boolean>;
  /** Nothing arrives since then (milliseconds); an earlier time stays. */
  noteFailing(subscription: Pick<StoredSubscription, 'partnerId' | 'subscriptionId'>, since: number): Promise<void>;
  noteArriving(subscription: Pick<StoredSubscription, 'partnerId' | 'subscriptionId'>): Promise<void>;
  /** Only if it is as it was read. */
  disableSubscription(
    subscription: StoredSubscription,
    why: NonNullable<StoredSubscription['disabledFor']>,
    now: number,
  ): Promise<boolean>;
}
