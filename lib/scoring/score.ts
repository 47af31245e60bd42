import type { Baseline } from '../schemas/scorecard.ts';
import type { Characteristic, Inputs, Pair, Scorecard } from './model.ts';
import { pointsOf, trustIn, weightOf } from './points.ts';
import { type Reason, reasonsFor } from './reasons.ts';
import { type Profile, resolve } from './resolve.ts';

/** Rises when the same inputs and card would give another score. */
export const ENGINE_VERSION = '1';

export interface DimensionScore {
  /** 0-100: the dimension's points between its worst and its best. */
  score: number;
  /** Thousandths. */
  coverage: number;
}

interface Assessment {
  asOf: number;
  resolved: Inputs;
  /** Milli-points per characteristic, then per pair. */
  points: readonly number[];
  dimensions: readonly DimensionScore[];
  /** How much of what the card asks for is known and can be relied on, thousandths. */
  coverage: number;
}

export interface Score extends Assessment {
  status: 'scored';
  score: number;
  band: string;
  reasons: readonly Reason[];
}

export interface Unscorable extends Assessment {
  status: 'unscorable';
}

/**
 * The score of a person on a day. Pure: the same profile, card and day give the same bytes on any machine, for ever.
 * @param asOf whole days since 1970-01-01, UTC; a TahiniError (as-of-too-early) when it lies before an observation
 */
export function score(profile: Profile, card: Scorecard, asOf: number): Score | Unscorable {
  return assess(resolve(profile, card, asOf), card);
}

/** The second half of `score`, from resolved inputs: also how a stored score is explained and replayed. */
export function assess(
  resolved: Inputs,
  card: Scorecard,
  baseline: Baseline = card.defaultBaseline,
): Score | Unscorable {
  const { asOf, inputs } = resolved;
  const earned = [0, 0, 0, 0, 0];
  const known = [0, 0, 0, 0, 0];
  const points: number[] = new Array(card.characteristics.length + card.pairs.length);
  let total = 0;
  let covered = 0;
  for (let i = 0; i < card.characteristics.length; i += 1) {
    const row = card.characteristics[i] as Characteristic;
    const input = inputs[i];
    let given = row.missing;
    if (input !== undefined) {
      given = pointsOf(row, input);
      const coverage = row.coverageWeight * weightOf(input);
      known[row.dimension] = (known[row.dimension] as number) + coverage;
      covered += coverage;
    }
    points[i] = given;
    earned[row.dimension] = (earned[row.dimension] as number) + given;
    total += given;
  }
  for (let p = 0; p < card.pairs.length; p += 1) {
    const pair = card.pairs[p] as Pair;
    const given = pairPoints(pair, inputs);
    points[card.characteristics.length + p] = given;
    earned[pair.dimension] = (earned[pair.dimension] as number) + given;
    total += given;
  }
  const dimensions = card.dimensions.map(({ worst, best, coverageWeight }, d) => ({
    score: best === worst ? 0 : Math.round((100 * ((earned[d] as number) - worst)) / (best - worst)),
    coverage: coverageWeight === 0 ? 0 : Math.round((known[d] as number) / coverageWeight),
  }));
  const coverage = Math.round(covered / card.coverageWeight);
  if (coverage < card.coverageFloor) return { status: 'unscorable', asOf, resolved, points, dimensions, coverage };
  const value = scaled(total, card);
  const reasons = reasonsFor(points, resolved, card, baseline);
  return {
    status: 'scored',
    score: value,
    band: bandOf(value, card),
    asOf,
    resolved,
    points,
    dimensions,
    coverage,
    reasons,
  };
}

/** offset + points, rounded to a whole number and held within the scale. */
export function scaled(milliPoints: number, card: Scorecard): number {
  return Math.min(card.max, Math.max(card.min, Math.round((card.offset + milliPoints) / 1000)));
}

export function bandOf(value: number, card: Scorecard): string {
  let name = '';
  for (const band of card.bands) if (value >= band.from) name = band.name;
  return name;
}

/** A cell of two facts together, trusted as far as the weaker of the two; each has a missing row or column. */
export function pairPoints(pair: Pair, inputs: Inputs['inputs']): number {
  const a = inputs[pair.first];
  const b = inputs[pair.second];
  const none = pair.cells.at(-1)?.at(-1) as number;
  if (a === undefined && b === undefined) return none;
  const row = pair.cells[a === undefined ? pair.cells.length - 1 : a.bin] as readonly number[];
  const cell = row[b === undefined ? row.length - 1 : b.bin] as number;
  const adverse = cell < none;
  const trust = Math.min(a === undefined ? 1000 : trustIn(a, adverse), b === undefined ? 1000 : trustIn(b, adverse));
  return none + Math.round(((cell - none) * trust) / 1000);
}
