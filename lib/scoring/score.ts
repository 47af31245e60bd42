import type { Baseline } from '../schemas/scorecard.ts';
import { blankInput } from './believe.ts';
import { contextOf, type Profile } from './context.ts';
import type { Statements } from './evidence.ts';
import type { Characteristic, DimensionRange, Input, Inputs, Pair, Scorecard } from './model.ts';
import { pointsOf, thousandth, trustIn, weightOf } from './points.ts';
import { type Reason, reasonsFor } from './reasons.ts';
import { resolveRow } from './resolve.ts';

/** Rises when the same inputs and card would give another score. */
export const ENGINE_VERSION = '2';

export interface DimensionScore {
  /** 0-100: the dimension's points between its worst and its best. */
  score: number;
  /** Thousandths. */
  coverage: number;
}

interface Assessment {
  asOf: number;
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
export function score(profile: Profile<Statements>, card: Scorecard, asOf: number): Score | Unscorable {
  const context = contextOf(profile, card, asOf);
  const scratch = blankInput();
  const sums = new Sums(card);
  const { present } = context.evidence;
  for (let i = 0; i < present.length; i += 1) {
    const rows = card.byFact[present[i] as number] as readonly Characteristic[];
    for (let r = 0; r < rows.length; r += 1)
      sums.add(rows[r] as Characteristic, resolveRow(rows[r] as Characteristic, context, scratch));
  }
  return sums.result(asOf, (row) => resolveRow(row, context, scratch), context.withheld, card.defaultBaseline);
}

/** The same from inputs that were resolved before: how a stored score is explained, replayed and varied. */
export function assess(
  resolved: Inputs,
  card: Scorecard,
  baseline: Baseline = card.defaultBaseline,
): Score | Unscorable {
  const sums = new Sums(card);
  for (const row of card.characteristics) sums.add(row, resolved.inputs[row.index]);
  return sums.result(resolved.asOf, (row) => resolved.inputs[row.index], resolved.withheld, baseline);
}

/** What is known of a characteristic, valid until the next call; undefined = missing. */
export type Found = (row: Characteristic) => Input | undefined;

/** Starts from nothing known, adds what is, and makes the result of it. */
class Sums {
  private readonly card: Scorecard;
  private readonly points: number[];
  private readonly earned: number[];
  private readonly known = [0, 0, 0, 0, 0];

  constructor(card: Scorecard) {
    this.card = card;
    this.points = card.nothingKnown.points.slice();
    this.earned = card.nothingKnown.earned.slice();
  }

  add(row: Characteristic, input: Input | undefined): void {
    if (input === undefined) return;
    const { dimension } = row;
    this.give(row.index, dimension, pointsOf(row, input));
    this.known[dimension] = (this.known[dimension] as number) + row.coverageWeight * weightOf(input);
  }

  private give(index: number, dimension: number, given: number): void {
    this.earned[dimension] = (this.earned[dimension] as number) + given - (this.points[index] as number);
    this.points[index] = given;
  }

  result(asOf: number, found: Found, withheld: number, baseline: Baseline): Score | Unscorable {
    const { card, points } = this;
    for (const pair of card.pairs) this.give(pair.index, pair.dimension, pairPoints(pair, card, found));
    const dimensions = this.dimensions();
    const coverage = Math.round(sumOf(this.known) / card.coverageWeight);
    if (coverage < card.coverageFloor) return { status: 'unscorable', asOf, points, dimensions, coverage };
    const score = scaled(sumOf(this.earned), card);
    const reasons = reasonsFor(points, found, withheld, card, baseline);
    return { status: 'scored', score, band: bandOf(score, card), asOf, points, dimensions, coverage, reasons };
  }

  private dimensions(): DimensionScore[] {
    const scores: DimensionScore[] = [];
    for (let d = 0; d < this.card.dimensions.length; d += 1) {
      const { worst, best, coverageWeight } = this.card.dimensions[d] as DimensionRange;
      const score = best === worst ? 0 : Math.round((100 * ((this.earned[d] as number) - worst)) / (best - worst));
      scores.push({
        score,
        coverage: coverageWeight === 0 ? 0 : Math.round((this.known[d] as number) / coverageWeight),
      });
    }
    return scores;
  }
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum;
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
export function pairPoints(
  { first, second, cells, worst }: Pair,
  { characteristics }: Scorecard,
  found: Found,
): number {
  const a = placeOf(characteristics[first] as Characteristic, found);
  const b = placeOf(characteristics[second] as Characteristic, found);
  const none = cells.at(-1)?.at(-1) as number;
  const line = cells.at(a.bin) as readonly number[];
  const distance = (line.at(b.bin) as number) - none;
  const trust = distance < 0 ? Math.min(a.adverse, b.adverse) : Math.min(a.trust, b.trust);
  return Math.max(worst, none + thousandth(distance * trust));
}

/** The bin (-1 = the last one, missing) and the trust in it, for a favourable and for an adverse cell. */
function placeOf(row: Characteristic, found: Found): { bin: number; trust: number; adverse: number } {
  const input = found(row);
  if (input === undefined) return { bin: -1, trust: 1000, adverse: 1000 };
  return { bin: input.bin, trust: trustIn(input, false), adverse: trustIn(input, true) };
}
