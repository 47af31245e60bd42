import * as z from 'zod';
import { FactName } from '../../dictionary.ts';
import { Outcome } from '../../outcome.ts';
import { PartnerId } from '../../partner.ts';
import { FOLDS } from '../../scorecard.ts';
import { CardReply, count, day, next } from './common.ts';

/** What a value in `decision.facts` is of. */
export const FactColumnReply = z.strictObject({
  fact: FactName,
  type: z.enum(['number', 'category', 'flag', 'since', 'months']),
  fold: z
    .strictObject({ name: z.enum(FOLDS), windowMonths: z.int().min(1).max(24) })
    .optional()
    .describe('How the months became one number'),
  characteristics: z.array(z.string()).describe('Those of the card that score it'),
  age: z.literal(true).optional().describe("The fact is people's age"),
  consent: z.string().optional().describe("The consent that the fact's dimension needs"),
});

export const DecisionThen = z.strictObject({
  decidedOn: day(),
  status: z.enum(['scored', 'unscorable']),
  score: z.int().optional(),
  band: z.string().optional().describe('The name of the band'),
  scorecard: CardReply,
  facts: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
    .describe('By the names of `columns`; what was missing then is not there'),
});

/** A loan. Either `decision`, or `without`: why there is none to learn from. */
export const LoanReply = z.strictObject({
  subjectId: z.string(),
  partnerId: PartnerId.describe('Who reported it'),
  ...Outcome.shape,
  decision: DecisionThen.optional().describe('What was known when the loan was opened'),
  without: z.enum(['consent', 'decision', 'card', 'readable-decision']).optional(),
});

export const OutcomesReply = z.strictObject({
  columns: z.record(z.string(), FactColumnReply).describe("What the page's decisions can tell of"),
  loans: z.array(LoanReply).describe('There may be none on a page, and more on the next'),
  unreadable: count().describe('Stored outcomes that cannot be read'),
  next: next(),
});
export type OutcomesReply = z.infer<typeof OutcomesReply>;
