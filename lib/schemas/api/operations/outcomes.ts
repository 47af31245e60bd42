import type { Operation } from '../operation.ts';
import { OutcomesPage } from '../queries/outcomes.ts';
import { OutcomesReply } from '../replies/outcomes.ts';

export const outcomes = {
  listOutcomes: {
    tag: 'Outcomes',
    summary: 'Loans, and what was known when they were opened',
    description:
      'For learning the next card. Read in pages, and with `segments` and `segment` by several readers at once, each its own share. ' +
      'Facts are those of the decision that was in force on the day of the loan.',
    access: { scope: 'admin', of: 'anybody' },
    query: OutcomesPage,
    replies: { 200: { description: 'A page of loans', body: OutcomesReply } },
    problems: ['invalid-query'],
  },
} as const satisfies Record<string, Operation>;
