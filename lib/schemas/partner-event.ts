import * as z from 'zod';
import type { EventResult } from './api/replies/events.ts';
import { Outcome } from './outcome.ts';
import { EventType, PartnerId } from './partner.ts';
import { FactReport, SubjectId } from './profile.ts';

export const MOST_EVENTS = 500;
export const MOST_EVENT_BYTES = 4 * 1024 * 1024;

/** Outcomes of loans come the same way as other events, but are no evidence. */
export const OUTCOME_EVENT = 'tahini.outcome';

/** What a partner saw; `occurredAt` orders what it says of one register. */
export const PartnerEvent = z.strictObject({
  /** Unique within the partner; only for its own use and ours in results, as registers need no memory of ids. */
  id: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  type: EventType,
  subjectId: SubjectId,
  occurredAt: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()).default({}),
});
export type PartnerEvent = z.infer<typeof PartnerEvent>;

/** Outside of what a report may break (`ErrorKind`), the rules that a single event may break. */
export const EVENT_RULES = [
  'invalid-event',
  'unknown-event-type',
  'fact-not-allowed',
  'missing-value',
  'not-reachable',
  'partner-disabled',
] as const;

/** One event or a batch. What is in an event is judged one by one. */
export const EventsBody = z.union([
  z.strictObject({ events: z.array(z.unknown()).min(1).max(MOST_EVENTS) }),
  z.looseObject({ type: z.unknown() }).transform((event) => ({ events: [event as unknown] })),
]);

/** An event by what it says: facts by the partner's mapping, or what became of a loan. */
export const ToldEvent = z.strictObject({
  /** Where it stood in its batch, from 0. */
  place: z.number().int().min(0),
  id: z.string(),
  subjectId: SubjectId,
  /** `occurredAt` in milliseconds since 1970. */
  at: z.number().int(),
  facts: z.record(z.string(), FactReport).optional(),
  outcome: Outcome.optional(),
});
export type ToldEvent = z.infer<typeof ToldEvent>;

/** A part of a batch that is folded later. */
export const FoldMessage = z.strictObject({
  partnerId: PartnerId,
  batchId: z.string().min(1).max(128),
  part: z.number().int().min(0),
  /** The request that brought it. */
  requestId: z.string(),
  /** When the batch's results are forgotten, seconds since 1970. */
  expiresAt: z.number().int(),
  events: z.array(ToldEvent).min(1).max(MOST_EVENTS),
});
export type FoldMessage = z.infer<typeof FoldMessage>;

export interface PlacedResult extends EventResult {
  place: number;
}

export interface StoredBatch {
  partnerId: string;
  batchId: string;
  /** How many events there are, how many parts went to the queue. */
  events: number;
  parts: number;
  /** What was known when it was taken in. */
  results: readonly PlacedResult[];
  /** Seconds since 1970. */
  expiresAt: number;
}

/** Large batches in the Operations table, until their results are forgotten. The first word on each counts. */
export interface BatchStore {
  putBatch(batch: StoredBatch): Promise<void>;
  putPart(message: FoldMessage, results: readonly PlacedResult[]): Promise<void>;
  /** `parts`: of how many the results are known. Undefined when there is no such batch, or no more. `now` in milliseconds. */
  readBatch(
    partnerId: string,
    batchId: string,
    now: number,
  ): Promise<{ batch: StoredBatch; parts: number; results: readonly PlacedResult[] } | undefined>;
}
