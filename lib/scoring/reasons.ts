import type { Baseline } from '../schemas/scorecard.ts';
import type { Characteristic, Input, Inputs, Scorecard } from './model.ts';
import { pointsOf } from './points.ts';

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
export function reasonsFor(points: readonly number[], resolved: Inputs, card: Scorecard, baseline: Baseline): Reason[] {
  return furthest(points, resolved, card, (index) => referenceOf(card, index, baseline), 1).map(([index, loss]) => {
    const parts = split(card, resolved, index, referenceOf(card, index, baseline), loss);
    return { index, points: loss, kind: largest(parts), parts };
  });
}

/** Up to four factors that lie furthest above the baseline: `[index, milli-points above]`. */
export function strengthsOf(points: readonly number[], resolved: Inputs, card: Scorecard, baseline: Baseline) {
  const above = baseline === 'maximum' ? 'population' : baseline;
  return furthest(points, resolved, card, (index) => referenceOf(card, index, above), -1);
}

function furthest(
  points: readonly number[],
  { withheld }: Inputs,
  card: Scorecard,
  reference: (index: number) => number,
  sign: 1 | -1,
): [index: number, distance: number][] {
  const top: [number, number][] = [];
  for (let index = 0; index < points.length; index += 1) {
    const distance = sign * (reference(index) - (points[index] as number));
    if (distance <= 0 || ((withheld >> dimensionOf(card, index)) & 1) === 1) continue;
    if (top.length === MOST_REASONS && distance <= (top[MOST_REASONS - 1] as [number, number])[1]) continue;
    let place = top.length < MOST_REASONS ? top.length : MOST_REASONS - 1;
    while (place > 0 && (top[place - 1] as [number, number])[1] < distance) {
      top[place] = top[place - 1] as [number, number];
      place -= 1;
    }
    top[place] = [index, distance];
  }
  return top;
}

/** Pairs have no population baseline of their own: they are measured against both facts missing, or their best cell. */
function referenceOf(card: Scorecard, index: number, baseline: Baseline): number {
  const row = card.characteristics[index];
  if (row !== undefined) return row.baselines[baseline];
  const pair = card.pairs[index - card.characteristics.length];
  return baseline === 'maximum' ? (pair?.best ?? 0) : (pair?.cells.at(-1)?.at(-1) ?? 0);
}

function dimensionOf(card: Scorecard, index: number): number {
  return (card.characteristics[index] ?? card.pairs[index - card.characteristics.length])?.dimension ?? 0;
}

/**
 * The points fall in steps from the baseline to what was given: the value itself, then what each doubt took away
 * (the tier, the contradictions, the age). Each step counts as far as it lies under the baseline, so the parts add up.
 */
function split(card: Scorecard, { inputs }: Inputs, index: number, reference: number, loss: number): Losses {
  const parts: Losses = { value: 0, missing: 0, unverified: 0, contradicted: 0, stale: 0 };
  const row = card.characteristics[index];
  const input = inputs[index];
  if (row === undefined) return { ...parts, value: loss };
  if (input === undefined) return { ...parts, missing: loss };
  if ((row.points[input.bin] as number) <= row.missing) return { ...parts, value: loss };
  const steps = trustSteps(row, input, card.uncheckedCredibility[input.tier] ?? 1000).map((p) =>
    Math.min(p, reference),
  );
  const [full, tier, credible, given] = steps as [number, number, number, number];
  return {
    ...parts,
    value: reference - full,
    unverified: full - tier,
    contradicted: tier - credible,
    stale: credible - given,
  };
}

/** Points if fully trusted, after the tier's discount, after this person's contradictions, and as given. */
function trustSteps(row: Characteristic, input: Input, unchecked: number): number[] {
  const full = { ...input, reliability: 1000, credibility: 1000, freshness: 1000 };
  const tier = { ...full, reliability: input.reliability, credibility: Math.max(unchecked, input.credibility) };
  const credible = { ...tier, credibility: input.credibility };
  return [full, tier, credible, input].map((step) => pointsOf(row, step));
}

function largest(parts: Losses): LossKind {
  return LOSS_KINDS.reduce((best, kind) => (parts[kind] > parts[best] ? kind : best));
}
