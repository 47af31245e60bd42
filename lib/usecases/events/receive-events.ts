import type { EventResult } from '../../schemas/api/replies/events.ts';
import type { BatchStore, FoldMessage, PlacedResult, ToldEvent } from '../../schemas/partner-event.ts';
import { byPlace, type FoldMeans, foldPeople } from './fold-people.ts';
import { refusal } from './fold-person.ts';
import { inParts } from './parts.ts';
import { readEvent, type Teller } from './read-event.ts';

export interface ReceiveMeans extends FoldMeans {
  batches: Pick<BatchStore, 'putBatch'>;
  send: (messages: readonly FoldMessage[]) => Promise<void>;
}

export interface Received {
  teller: Teller;
  /** As they came; each is judged by itself. */
  events: readonly unknown[];
  /** The same for the same message: sent again it is the same batch. */
  batchId: string;
  requestId: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Whether too little time is left to begin with another person. */
  isLate: () => boolean;
}

export type Receipt = { kind: 'done'; results: EventResult[] } | { kind: 'queued'; known: PlacedResult[] };

const MOST_PEOPLE = 100;
const KEPT_SECONDS = 7 * 86_400;

/**
 * Takes in the events of a partner. What became of each is known at once; the events of more people than can be waited for
 * go to the queue, and what became of them can be asked for a week.
 */
export async function receiveEvents(means: ReceiveMeans, received: Received): Promise<Receipt> {
  const { teller, requestId, now } = received;
  const read = received.events.map((event, place) => readEvent(event, place, teller, means.card.dictionary, now));
  const refused = read.flatMap((event) => ('refused' in event ? [refusal(event, event)] : []));
  const told = read.filter((event): event is ToldEvent => !('refused' in event));
  const isLarge = new Set(told.map(({ subjectId }) => subjectId)).size > MOST_PEOPLE;
  const folded = isLarge ? [] : await foldPeople(means, { teller, requestId, now }, told, received.isLate);
  const known = [...refused, ...folded].sort(byPlace);
  if (known.length === read.length) return { kind: 'done', results: known.map(withoutPlace) };
  await queue(means, received, told, known);
  return { kind: 'queued', known };
}

/** The batch first, so that its results have where to go. */
async function queue(
  { batches, send }: ReceiveMeans,
  { teller: { partnerId }, events, batchId, requestId, now }: Received,
  told: readonly ToldEvent[],
  known: readonly PlacedResult[],
): Promise<void> {
  const places = new Set(known.map(({ place }) => place));
  const parts = inParts(told.filter(({ place }) => !places.has(place)));
  const expiresAt = Math.floor(now / 1000) + KEPT_SECONDS;
  const about = { partnerId, batchId, requestId, expiresAt };
  await batches.putBatch({ ...about, events: events.length, parts: parts.length, results: known });
  await send(parts.map((part, i) => ({ ...about, part: i, events: part })));
}

export function withoutPlace({ place: _place, ...result }: PlacedResult): EventResult {
  return result;
}
