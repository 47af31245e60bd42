import * as z from 'zod';
import { Baseline } from './baseline.ts';
import { Dimension, FactName, Text, Tier } from './dictionary.ts';

export { BASELINES, Baseline } from './baseline.ts';

// Shapes are made when they are first needed: a function whose card was checked at build time never makes them.
const points = () => z.number().multipleOf(0.001);
const share = () => z.number().min(0).max(1);
const reasonCode = () => z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

/** How the monthly slots of a fact become one number; lib/scoring/folds.ts defines each. */
export const FOLDS = ['count', 'streak', 'worst', 'onTimeShare', 'trend', 'mean', 'min', 'variation'] as const;
export type Fold = (typeof FOLDS)[number];

/** `from` is inclusive, `to` exclusive, null is open. */
const numberBin = () => z.strictObject({ from: z.number().nullable(), to: z.number().nullable(), ...cellShape() });
const categoryBin = () => z.strictObject({ categories: z.array(z.string()).min(1), ...cellShape() });
const flagBin = () => z.strictObject({ is: z.boolean(), ...cellShape() });
const cell = () => z.strictObject(cellShape());
const cellShape = () => ({ points: points(), woe: z.number().optional() });
export type NumberBin = z.infer<ReturnType<typeof numberBin>>;
export type CategoryBin = z.infer<ReturnType<typeof categoryBin>>;
export type FlagBin = z.infer<ReturnType<typeof flagBin>>;

const characteristic = () =>
  z.strictObject({
    id: z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/),
    fact: FactName,
    dimension: Dimension,
    /** Only for `months` facts. */
    fold: z.enum(FOLDS).optional(),
    /** Months looked back from `asOf`'s month, itself included; only for `months` facts. */
    windowMonths: z.number().int().min(1).max(24).optional(),
    bins: z.union([z.array(numberBin()).min(1), z.array(categoryBin()).min(1), z.array(flagBin()).min(1)]),
    missing: cell(),
    /** Codes that are no quantities, such as 98 for 'refused to say'. */
    special: z.array(z.strictObject({ values: z.array(z.number()).min(1), ...cellShape() })).default([]),
    /** A category that the dictionary allows and no bin names; needed for category facts. */
    unseen: cell().optional(),
    coverageWeight: z.number().min(0),
    direction: z.enum(['ascending', 'descending', 'peak', 'valley', 'none']),
    reasonCode: reasonCode(),
    /** What is said when the value itself costs the points. */
    reason: Text,
    /** Where these numbers come from: a source, or 'expert judgement'. */
    source: z.string().min(1),
  });
export type CharacteristicFile = z.infer<ReturnType<typeof characteristic>>;

/** Points for two characteristics together; the last row and the last column are 'missing'. */
const pair = () =>
  z.strictObject({
    id: z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/),
    characteristics: z.tuple([z.string(), z.string()]),
    cells: z.array(z.array(points()).min(2)).min(2),
    reasonCode: reasonCode(),
    reason: Text,
  });

export type PairFile = z.infer<ReturnType<typeof pair>>;

/** How a source comes to be doubted about a person; lib/scoring/credibility.ts has the formula. */
const credibility = () =>
  z.strictObject({
    /** Chance that a source of the tier inflates, before anything of it was checked. */
    prior: z.number().positive().max(0.99),
    /** Share of its statements that a source which inflates makes false. */
    lies: z.number().positive().max(0.99),
    /** Chance that an honest statement is contradicted all the same; not above `lies`. */
    mistakes: z.number().min(0.001).max(0.99),
    /** How far a claim that is surely false moves the points the other way, as a share of a believed one; `self` only. */
    reversal: z.number().min(0).max(1),
  });

export const scorecardSchema = () =>
  z.strictObject({
    $comment: z.string().optional(),
    schema: z.literal(1),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    version: z.string().min(1),
    kind: z.enum(['expert', 'learned']),
    title: z.string().min(1),
    dictionary: z.strictObject({ id: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    /** score = clamp(offset + sum of points, min, max); `odds` only when the points were fitted to outcomes. */
    scale: z.strictObject({
      min: z.number().int(),
      max: z.number().int(),
      offset: points(),
      odds: z
        .strictObject({ pdo: z.number().positive(), baseScore: z.number(), baseOdds: z.number().positive() })
        .optional(),
    }),
    bands: z.array(z.strictObject({ name: z.string().min(1), from: z.number().int(), label: Text })).min(1),
    /** How far each tier is believed, 0-1, never falling from `self` to `registry`. */
    reliability: z.record(Tier, share()),
    /** Tiers whose statements about a person are cross-checked; a tier not named here is never doubted. */
    credibility: z.partialRecord(Tier, credibility()),
    /** A statement whose freshness is under this no longer stands in the way of a better one of a lower tier. */
    staleBelow: share(),
    /** Below this coverage the answer is `unscorable`. */
    coverageFloor: share(),
    /** Share of the scale's width that each dimension can earn; checked for expert cards. */
    dimensions: z.record(
      Dimension,
      z.strictObject({ share: share(), consent: z.string().optional(), source: z.string().min(1) }),
    ),
    /** A card that uses an age fact must say so. */
    usesAge: z.boolean().default(false),
    /** Made for a comparison with other tools: it may use protected facts, and must never be activated. */
    benchmarkOnly: z.boolean().default(false),
    characteristics: z.array(characteristic()).min(1).max(500),
    pairs: z.array(pair()).default([]),
    /**
     * Chance of the bad outcome = 1 / (1 + exp(intercept + slope * x + bend * ln(1 + exp(x - at)))), x being the log-odds of
     * good by the points; only for learned cards. Without a bend it is a line.
     */
    calibration: z
      .strictObject({
        slope: z.number(),
        intercept: z.number(),
        bend: z.number().optional(),
        at: z.number().optional(),
      })
      .optional(),
    /** Points of the reference person per characteristic id; `maximum` is computed. */
    baselines: z.strictObject({
      source: z.string().min(1),
      population: z.record(z.string(), points()),
      cutoff: z.record(z.string(), points()),
    }),
    defaultBaseline: Baseline.default('population'),
    provenance: z.record(z.string(), z.unknown()),
  });
export type ScorecardFile = z.infer<ReturnType<typeof scorecardSchema>>;
