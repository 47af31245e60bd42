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
