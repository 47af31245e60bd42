import * as z from 'zod';

/** What became of a loan: `good` and `bad` as the lender defines them once for all its loans, `closed` = paid back early or withdrawn. */
export const Outcome = z.strictObject({
  loan: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  outcome: z.enum(['good', 'bad', 'closed']),
  product: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  /** The day of the decision on the loan. */
  openedOn: z.iso.date(),
  /** The day of which this is true. */
  observedOn: z.iso.date(),
});
export type Outcome = z.infer<typeof Outcome>;
