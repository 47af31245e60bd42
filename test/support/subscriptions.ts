import type { StoredSecret } from '../../lib/schemas/partner.ts';
import { type StoredSubscription, SubscriptionSettings } from '../../lib/schemas/subscription.ts';

let made = 0;

/** A subscription as it is stored, without secrets unless `changes` has some. */
export function storedSubscription(partnerId: string, changes: Partial<StoredSubscription> = {}): StoredSubscription {
  made += 1;
  const subscriptionId = `sub_${String(made).padStart(16, '0')}`;
  const secrets: StoredSecret[] = [];
  const settings = SubscriptionSettings.parse({ url: 'https://hooks.example.com/', types: ['score.changed'] });
  const untold = { failingSince: undefined, disabledFor: undefined };
  return {
    ...settings,
    partnerId,
    subscriptionId,
    secrets,
    version: 1,
    createdAt: 0,
    updatedAt: 0,
    ...untold,
    ...changes,
  };
}
