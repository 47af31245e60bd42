import type { PartnerStore } from '../../schemas/partner.ts';
import type { BatchStore, FoldMessage, PlacedResult } from '../../schemas/partner-event.ts';
import { refuseEvent } from './event-refusal.ts';
import { type FoldMeans, foldPeople } from './fold-people.ts';
import { refusal } from './fold-person.ts';

export interface PartMeans extends FoldMeans {
  partners: Pick<PartnerStore, 'readPartner'>;
  batches: Pick<BatchStore, 'putPart'>;
}

const DISABLED = refuseEvent('partner-disabled', 'This partner was disabled before the event was read.');

/**
 * Folds a part of a batch and keeps what became of its events. Told twice, or by two workers at once, it changes nothing
 * more, and the results that were kept first stay: so after a worker was stopped between its writes and its results, what
 * it had written is a duplicate. `now` in milliseconds.
 */
export async function foldPart(means: PartMeans, message: FoldMessage, now: number): Promise<PlacedResult[]> {
  const { partnerId, requestId, events } = message;
  const teller = await means.partners.readPartner(partnerId);
  const results =
    teller?.enabled === true
      ? await foldPeople(means, { teller, requestId, now }, events, () => false)
      : events.map((event) => refusal(event, DISABLED));
  await means.batches.putPart(message, results);
  return results;
}
