import type { Baseline } from '../schemas/scorecard.ts';
import type { Scorecard } from './model.ts';
import { thousandth } from './points.ts';
import type { Found } from './score.ts';

export const LOSS_KINDS = ['value', 'missing', 'unverified', 'contradicted', 'stale'] as const;
export type LossKind = (typeof LOSS_KINDS)[number];
export type Losses = Record<LossKind, number>;

/** Points lost against the baseline, in milli-points, split by cause; `kind` is the largest part. */
export interface Reason {
  /** Index of the characteristic, or of the pair after all characteristics. */
  index: number;
  points: number;
  kind: LossKind;
  parts: Losses;
}

const MOST_REASONS = 4;

/** Up to four factors that were really scored and lie furthest below the baseline, the greatest loss first. */
export function reasonsFor(
  points: readonly number[],
  found: Found,
  withheld: number,
  card: Scorecard,
  baseline: Baseline,
): Reason[] {
  const reference = card.baselines[baseline];
  const reasons: Reason[] = [];
  for (const index of furthest(points, reference, withheld, card, -1)) {
    reasons.push(reasonAt(index, points[index] as number, reference[index] as number, found, card));
  }
  return reasons;
}

/** Up to four factors that lie furthest above the baseline: `[index, milli-points above]`. */
export function strengthsOf(
  points: readonly number[],
  withheld: number,
  card: Scorecard,
  baseline: Baseline,
): [index: number, points: number][] {
  const reference = card.baselines[baseline === 'maximum' ? 'population' : baseline];
  const found = furthest(points, reference, withheld, card, 1);
  return found.map((index) => [index, (points[index] as number) - (reference[index] as number)]);
}

/** The factors furthest from the reference on one side, the furthest first; of equals, the first of the card. */
function furthest(
  points: readonly number[],
  reference: readonly number[],
  withheld: number,
  { dimensionOf }: Scorecard,
  side: 1 | -1,
): number[] {
  const top: number[] = [];
  const distances: number[] = [];
  for (let index = 0; index < points.length; index += 1) {
    const distance = side * ((points[index] as number) - (reference[index] as number));
    if (distance <= 0 || (top.length === MOST_REASONS && distance <= (distances[MOST_REASONS - 1] as number))) continue;
    if (((withheld >> (dimensionOf[index] as number)) & 1) === 1) continue;
    let place = top.length < MOST_REASONS ? top.length : MOST_REASONS - 1;
    for (; place > 0 && (distances[place - 1] as number) < distance; place -= 1) {
      distances[place] = distances[place - 1] as number;
      top[place] = top[place - 1] as number;
    }
    distances[place] = distance;
    top[place] = index;
  }
  return top;
}

/**
 * The points fall in steps from the baseline to what was given: the value itself, then what each doubt took away (the
 * tier, the contradictions, the age). Each step counts as far as it lies under the baseline, so the parts add up.
 */
function reasonAt(index: number, given: number, reference: number, found: Found, card: Scorecard): Reason {
  const points = reference - given;
  const row = card.characteristics[index];
  if (row === undefined) return only('value', index, points);
  const input = found(row);
  if (input === undefined) return only('missing', index, points);
  const full = row.points[input.bin] as number;
  if (full <= row.missing) return only('value', index, points);
  const { reliability, credibility } = input;
  const distance = full - row.missing;
  const unchecked = Math.max(card.uncheckedCredibility[input.tier] as number, credibility);
  const afterTier = row.missing + thousandth(distance * thousandth(reliability * unchecked));
  // What is thought false counts the less against a person the older it is: its age takes nothing away.
  const afterChecks =
    credibility < 0 ? given : row.missing + thousandth(distance * thousandth(reliability * credibility));
  const parts: Losses = {
    value: reference - Math.min(reference, full),
    missing: 0,
    unverified: Math.min(reference, full) - Math.min(reference, afterTier),
    contradicted: Math.min(reference, afterTier) - Math.min(reference, afterChecks),
    stale: Math.min(reference, afterChecks) - given,
  };
  return { index, points, kind: largest(parts), parts };
}

function only(kind: 'value' | 'missing', index: number, points: number): Reason {
  const value = kind === 'value' ? points : 0;
  return { index, points, kind, parts: { value, missing: points - value, unverified: 0, contradicted: 0, stale: 0 } };
}

/** The first of the largest, in the order of LOSS_KINDS. */
function largest({ value, unverified, contradicted, stale }: Losses): LossKind {
  const most = Math.max(value, unverified, contradicted, stale);
  if (value === most) return 'value';
  if (unverified === most) return 'unverified';
  return contradicted === most ? 'contradicted' : 'stale';
}
