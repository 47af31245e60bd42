import * as z from 'zod';

const share = () => z.number().min(0).max(1);
const interval = () => z.object({ low: share(), high: share() });

/**
 * How well a card's way of learning tells goods from bads among people whom it has not seen, kept in the card's provenance
 * as `provenance.heldOut`: by five-fold cross-validation of the people it was learned from. Null = cannot be said.
 */
export const HeldOutFigures = z.object({
  n: z.number().positive(),
  badRate: share(),
  auc: share(),
  aucInterval: interval(),
  gini: z.number(),
  ks: share(),
  /** The score at which KS is read. */
  ksAt: z.number(),
  brier: z.number().nullable(),
  logLoss: z.number().nullable(),
  calibration: z
    .object({
      /** Mean chance of the bad outcome that was stated. */
      stated: share(),
      /** Spiegelhalter's: small = the stated chances are not those that came true. */
      p: share().nullable(),
      table: z.array(z.object({ n: z.number(), stated: share(), happened: share(), interval: interval() })),
    })
    .nullable(),
  /** By band: people, their share and how many of them had the bad outcome. */
  bands: z.array(z.object({ band: z.string(), from: z.number(), n: z.number(), badRate: share().nullable() })),
  /** Who is approved in the fairness tables: those at this score or above. */
  cutOff: z.object({ score: z.number(), approved: share() }),
  /** By protected column. */
  fairness: z.array(
    z.object({
      column: z.string(),
      groups: z.array(
        z.object({
          group: z.string(),
          n: z.number(),
          badRate: share(),
          approved: share(),
          /** Approval against that of the group with the highest; under 0.8 it is a sign of adverse impact. */
          ratio: z.number().nullable(),
          auc: share().nullable(),
          stated: share().nullable(),
          /** Too few people to say much. */
          few: z.boolean(),
        }),
      ),
    }),
  ),
});
export type HeldOutFigures = z.infer<typeof HeldOutFigures>;

/** Undefined where a card has none: an expert's, or one learned without a report. */
export function heldOutFiguresIn(provenance: Readonly<Record<string, unknown>>): HeldOutFigures | undefined {
  return HeldOutFigures.safeParse(provenance.heldOut).data;
}
