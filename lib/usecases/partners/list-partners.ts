import type { PartnersReply } from '../../schemas/api/replies/partners.ts';
import type { PartnerMeans } from './partner-means.ts';
import { presentPartner } from './present-partner.ts';

/** A page of partners by their ids; `next` continues it. It may hold fewer than `limit`, for deleted ones are passed over. */
export async function listPartners(
  means: Pick<PartnerMeans, 'partners'>,
  page: { limit: number; after: string | undefined },
  now: number,
): Promise<PartnersReply> {
  const { partners, next } = await means.partners.listPartners(page);
  const shown = partners.map((partner) => presentPartner(partner, now));
  return { partners: shown, ...(next === undefined ? {} : { next }) };
}
