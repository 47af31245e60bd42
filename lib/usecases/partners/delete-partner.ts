import type { SubscriptionStore } from '../../schemas/subscription.ts';
import { getPartner, type PartnerChange, type PartnerMeans, refuseStale, untilWritten } from './partner-means.ts';

export interface DeleteMeans extends PartnerMeans {
  subscriptions: Pick<SubscriptionStore, 'listSubscriptions' | 'deleteSubscription'>;
}

/**
 * From the next request on nothing of this partner is taken, its secrets, settings and subscriptions are gone, and its id
 * is kept from others. What it said of people stays with them as long as they consent to it:
 * docs/decisions/0019-partners.md.
 */
export async function deletePartner(means: DeleteMeans, { partnerId, ifMatch }: PartnerChange): Promise<void> {
  await untilWritten(means, async () => {
    const known = await getPartner(means, partnerId);
    refuseStale(known, ifMatch);
    // Before the partner: after a crash in between there is still one to delete.
    if (!(await deleteSubscriptions(means, partnerId))) return undefined;
    return (await means.partners.deletePartner(partnerId, known.version)) || undefined;
  });
}

async function deleteSubscriptions({ subscriptions }: DeleteMeans, partnerId: string): Promise<boolean> {
  const found = await subscriptions.listSubscriptions(partnerId);
  const deleted = await Promise.all(
    found.map(({ subscriptionId, version }) => subscriptions.deleteSubscription(partnerId, subscriptionId, version)),
  );
  return deleted.every(Boolean);
}
