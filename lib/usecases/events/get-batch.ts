import { TahiniError } from '../../errors.ts';
import type { BatchReply } from '../../schemas/api/replies/events.ts';
import type { BatchStore } from '../../schemas/partner-event.ts';
import { byPlace } from './fold-people.ts';
import { withoutPlace } from './receive-events.ts';

/** What became of the events of a large batch; all of them at once. `now` in milliseconds. */
export async function getBatch(
  { batches }: { batches: Pick<BatchStore, 'readBatch'> },
  { partnerId, batchId, now }: { partnerId: string; batchId: string; now: number },
): Promise<BatchReply> {
  const found = await batches.readBatch(partnerId, batchId, now);
  if (found === undefined) throw new TahiniError('unknown-batch', 'There is no such batch, or no more.');
  const { batch, parts, results } = found;
  const about = { batchId, events: batch.events };
  if (parts < batch.parts) return { ...about, status: 'open' };
  return { ...about, status: 'done', results: [...batch.results, ...results].sort(byPlace).map(withoutPlace) };
}
