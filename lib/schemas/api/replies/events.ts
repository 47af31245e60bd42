import * as z from 'zod';

/** What became of an event. `duplicate`: it changed nothing, for the same or something newer was known. */
export const EventResult = z.strictObject({
  id: z.string().describe("The event's, or empty where it had none that can be repeated"),
  result: z
    .enum(['accepted', 'duplicate', 'refused'])
    .describe('`duplicate`: it changed nothing, for the same or something newer was known'),
  why: z.string().optional().describe('The rule that it broke; only when `refused`'),
  detail: z.string().optional().describe('Which field, and what it should be; only when `refused`'),
});
export type EventResult = z.infer<typeof EventResult>;

export const ResultsReply = z.strictObject({
  results: z.array(EventResult).describe('One for each event, in the order of the events'),
});

export const BatchReply = z.strictObject({
  batchId: z.string(),
  status: z.enum(['open', 'done']),
  events: z.int().min(1).describe('How many events the batch has'),
  results: z.array(EventResult).optional().describe('In the order of the events, once all are known'),
});
export type BatchReply = z.infer<typeof BatchReply>;
