import { ownerOfPartner, type StoredPartner, type WebhookSecret } from '../../schemas/partner.ts';
import { getPartner, type PartnerChange, type PartnerMeans, refuseStale, untilWritten } from './partner-means.ts';
import { makeSecret, rotated } from './secrets.ts';

/**
 * A new secret, good at once; the one before it for another day, and any older one no more: rotating twice ends a secret
 * that became known.
 */
export async function rotatePartnerSecret(
  means: PartnerMeans,
  { partnerId, ifMatch, now }: PartnerChange,
): Promise<{ partner: StoredPartner; secret: WebhookSecret }> {
  refuseStale(await getPartner(means, partnerId), ifMatch);
  const { secret, stored } = await makeSecret(means, ownerOfPartner(partnerId), means.newSecretId(), now);
  return untilWritten(means, async () => {
    const known = await getPartner(means, partnerId);
    refuseStale(known, ifMatch);
    const secrets = rotated(known.secrets, stored, now);
    const partner = { ...known, secrets, version: known.version + 1, updatedAt: now };
    return (await means.partners.putPartner(partner, known.version)) ? { partner, secret } : undefined;
  });
}
