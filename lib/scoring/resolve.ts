import { monthOf } from './calendar.ts';
import { type CrossCheck, crossCheck } from './credibility.ts';
import type { Evidence, Observation } from './evidence.ts';
import { fold, monthly } from './folds.ts';
import { freshnessAt } from './freshness.ts';
import type { Characteristic, Input, Inputs, Scorecard, Value } from './model.ts';
import { binOf, pointsOf, valueAt, weightOf } from './points.ts';

/** What is known of a person, and what they agreed to. */
export interface Profile {
  evidence: Evidence;
  consents: Readonly<Record<string, boolean>>;
}

/** Chooses, for each characteristic, which statement counts at `asOf` and how far it is believed. */
export function resolve(profile: Profile, card: Scorecard, asOf: number): Inputs {
  const checked = crossCheck(profile.evidence, card, asOf);
  const withheld = withheldDimensions(profile, card);
  const asOfMonth = monthOf(asOf);
  const rows = card.characteristics;
  const inputs: (Input | undefined)[] = new Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as Characteristic;
    inputs[i] =
      ((withheld >> row.dimension) & 1) === 1
        ? undefined
        : inputFor(row, profile.evidence, card, checked, asOf, asOfMonth);
  }
  return { asOf, inputs, withheld, conflicts: checked.conflicts };
}

function inputFor(
  row: Characteristic,
  evidence: Evidence,
  card: Scorecard,
  checked: CrossCheck,
  asOf: number,
  asOfMonth: number,
): Input | undefined {
  if (row.type === 'months') return choose(row, foldedCandidates(row, evidence, card, checked, asOf, asOfMonth), card);
  const list = evidence.observations[row.fact];
  if (list === undefined) return undefined;
  const first = list[0] as Observation;
  if (list.length === 1)
    return first.value === null ? undefined : candidate(row, first, first.value, card, checked, asOf);
  const candidates: Input[] = [];
  for (const o of list) if (o.value !== null) candidates.push(candidate(row, o, o.value, card, checked, asOf));
  return choose(row, candidates, card);
}

function candidate(
  row: Characteristic,
  o: Observation,
  stated: Value,
  card: Scorecard,
  checked: CrossCheck,
  asOf: number,
): Input {
  const value = valueAt(row, stated, asOf);
  return {
    value,
    bin: binOf(row, value),
    day: o.day,
    sourceId: o.sourceId,
    tier: o.tier,
    reliability: card.reliability[o.tier] as number,
    credibility: credibilityOf(card, checked, o.tier, o.sourceId),
    freshness: freshnessAt(row.freshness, asOf - o.day),
  };
}

function credibilityOf(card: Scorecard, checked: CrossCheck, tier: number, sourceId: string): number {
  if (card.doubt[tier] === undefined) return 1000;
  return checked.bySource.get(sourceId) ?? (card.uncheckedCredibility[tier] as number);
}

/** At most two: what the person states of their own months, and what all others report of them. */
function foldedCandidates(
  row: Characteristic,
  evidence: Evidence,
  card: Scorecard,
  checked: CrossCheck,
  asOf: number,
  asOfMonth: number,
): Input[] {
  const series = evidence.series[row.fact];
  if (series === undefined) return [];
  const window = { asOfMonth, months: row.windowMonths, combine: row.combine };
  const believed = (tier: number, sourceId: string) => credibilityOf(card, checked, tier, sourceId);
  const candidates: Input[] = [];
  for (const self of [false, true]) {
    const months = monthly(series, self, window, card.reliability, believed);
    if (months === undefined || row.fold === undefined) continue;
    const value = fold(row.fold, months, row.combine);
    if (value === undefined) continue;
    const { day, sourceId, tier, reliability, credibility } = months;
    const freshness = freshnessAt(row.freshness, asOf - day);
    candidates.push({ value, bin: binOf(row, value), day, sourceId, tier, reliability, credibility, freshness });
  }
  return candidates;
}

/**
 * The heaviest wins; ties go to the newest, then the higher tier. But a favourable statement of a lower tier cannot
 * displace that of a higher tier before the latter has gone stale.
 */
function choose(row: Characteristic, candidates: readonly Input[], card: Scorecard): Input | undefined {
  let chosen: Input | undefined;
  for (const other of candidates) if (chosen === undefined || outweighs(other, chosen)) chosen = other;
  if (chosen === undefined || candidates.length === 1) return chosen;
  for (const other of candidates) {
    const stands = other.tier > chosen.tier && other.freshness >= card.staleBelow;
    if (stands && pointsOf(row, chosen) > pointsOf(row, other)) chosen = other;
  }
  return chosen;
}

function outweighs(a: Input, b: Input): boolean {
  const difference = weightOf(a) - weightOf(b) || a.day - b.day || a.tier - b.tier;
  return difference === 0 ? String(a.value) + a.sourceId > String(b.value) + b.sourceId : difference > 0;
}

function withheldDimensions(profile: Profile, card: Scorecard): number {
  let withheld = 0;
  for (let d = 0; d < card.dimensions.length; d += 1) {
    const consent = card.dimensions[d]?.consent;
    if (consent !== undefined && profile.consents[consent] !== true) withheld |= 1 << d;
  }
  return withheld;
}
