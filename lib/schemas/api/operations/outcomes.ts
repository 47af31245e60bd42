import * as z from 'zod';
import { MOST_SEGMENTS } from '../../job.ts';
import type { Operation } from '../operation.ts';
import { OutcomesReply } from '../replies/outcomes.ts';
import { page } from './params.ts';

const whole = () => z.coerce.number<number>().int();

export const outcomes = {
  listOutcomes: {
    tag: 'Outcomes',
    summary: 'Loans, and what was known when they were opened',
    description:
      'For learning the next card. Read in pages, and with `segments` and `segment` by several readers at once, each its own share. ' +
      'Facts are those of the decision that was in force on the day of the loan.',
    access: { scope: 'admin', of: 'anybody' },
    query: z.strictObject({
      segments: whole().min(1).max(MOST_SEGMENTS).default(1).describe('In how many shares everybody is read'),
      segment: whole().min(0).default(0).describe('Which share, from 0 to `segments` - 1'),
      ...page(1000, z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@~-]{0,127}#[\w#.-]{1,200}$/), 1000).shape,
    }),
    replies: { 200: { description: 'A page of loans', body: OutcomesReply } },
    problems: ['invalid-query'],
  },
} as const satisfies Record<string, Operation>;
