import * as z from 'zod';
import { MOST_EVENTS, PartnerEvent } from '../../partner-event.ts';
import type { Operation } from '../operation.ts';
import { BatchReply, ResultsReply } from '../replies/events.ts';
import { OfPartner } from './params.ts';

/** The service takes them as they come and judges each by itself: one that is no such event is refused in its result. */
const Events = z.union([z.strictObject({ events: z.array(PartnerEvent).min(1).max(MOST_EVENTS) }), PartnerEvent]);

export const events = {
  receiveEvents: {
    tag: 'Events',
    summary: 'Send what a partner saw',
    description:
      'One event or a batch of up to 500 (4 MB), signed by the Standard Webhooks specification. Each is judged by itself, and one that ' +
      'is wrong never blocks the others. Send again whatever was not answered: events may come twice, late and in any order.',
    access: 'signature',
    params: OfPartner,
    body: Events,
    replies: {
      200: { description: 'What became of each event', body: ResultsReply },
      202: { description: 'More people than can be waited for: ask for the batch, within a week', body: BatchReply },
    },
    problems: ['malformed-json', 'invalid-body', 'rate-limited', 'contention'],
  },
  getBatch: {
    tag: 'Events',
    summary: 'What became of a large batch',
    description: 'For a week. Signed over an empty body, with the id of the batch as `webhook-id`.',
    access: 'signature',
    params: z.strictObject({
      ...OfPartner.shape,
      batchId: z.string().describe('`batchId` of the answer to the batch'),
    }),
    replies: { 200: { description: 'The batch; its results once all are known', body: BatchReply } },
    problems: ['unknown-batch'],
  },
} as const satisfies Record<string, Operation>;
