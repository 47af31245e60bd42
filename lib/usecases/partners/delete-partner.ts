import { type PartnerChange, type PartnerMeans, partnerNamed, refuseStale, untilWritten } from './partner-means.ts';

/**
 * From the next request on nothing of this partner is taken, its secrets and settings are gone, and its id is kept from
 * others. What it said of people stays with them as long as they consent to it: docs/decisions/0019-partners.md.
 */
export async function deletePartner(means: PartnerMeans, { partnerId, ifMatch }: PartnerChange): Promise<void> {
  await untilWritten(means, async () => {
    const known = await partnerNamed(means, partnerId);
    refuseStale(known, ifMatch);
    return (await means.partners.deletePartner(partnerId, known.version)) || undefined;
  });
}
