import * as z from 'zod';
import { EventType } from './partner.ts';
import { SubjectId } from './profile.ts';

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

export const RESULTS = ['accepted', 'duplicate', 'refused'] as const;

/** What became of an event. `duplicate`: it changed nothing, for the same or something newer was known. */
export const EventResult = z.object({
  id: z.string(),
  result: z.enum(RESULTS),
  /** The rule that it broke. */
  why: z.string().optional(),
  detail: z.string().optional(),
});
export type EventResult = z.infer<typeof EventResult>;
