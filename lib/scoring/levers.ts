import { monthOf } from './calendar.ts';
import type { Slot } from './evidence.ts';
import { fold } from './folds.ts';
import type { Characteristic, Input, Inputs, Scorecard } from './model.ts';
import { binOf, pointsOf } from './points.ts';
import type { Profile } from './resolve.ts';
import { verifyingTier } from './suppose.ts';
import type { PathStep } from './what-if.ts';

/** A fact that a person can act on, with what they could make of it. */
export interface Lever {
  fact: number;
  options: readonly Option[];
}

export interface Option {
  step: PathStep;
  gain: number;
  inputs: readonly { characteristic: number; input: Input }[];
}

/** The values that a step could give each characteristic of one fact. */
interface Supposition {
  measures: readonly (number | undefined)[];
  months: number | undefined;
}

const MOST_MONTHS = 24;

/** What each actionable fact of the card could become; options that gain nothing, even in a pair, are left out. */
export function leversOf(
  profile: Profile,
  card: Scorecard,
  resolved: Inputs,
  selfCredibility: number | undefined,
): Lever[] {
  return card.byFact.flatMap((rows, fact) => {
    const scored = rows.filter((row) => ((resolved.withheld >> row.dimension) & 1) === 0);
    const definition = card.dictionary.facts[fact];
    if (scored.length === 0 || definition?.actionable !== true) return [];
    const believed = supposedBelief(card, verifyingTier(definition), selfCredibility);
    const paired = card.pairs.some((pair) => scored.some(({ index }) => index === pair.first || index === pair.second));
    const options = suppositions(scored, profile, card, resolved)
      .map((supposed) => optionOf(scored, supposed, resolved, believed))
      .filter(({ gain }) => gain > 0 || paired);
    return options.length === 0 ? [] : [{ fact, options }];
  });
}

type Belief = Pick<Input, 'tier' | 'sourceId' | 'reliability' | 'credibility' | 'freshness'>;

function supposedBelief(card: Scorecard, tier: number, selfCredibility: number | undefined): Belief {
  const unchecked = card.uncheckedCredibility[tier] ?? 1000;
  const credibility = tier === 0 ? (selfCredibility ?? unchecked) : unchecked;
  return { tier, sourceId: 'supposed', reliability: card.reliability[tier] ?? 0, credibility, freshness: 1000 };
}

function optionOf(
  rows: readonly Characteristic[],
  { measures, months }: Supposition,
  resolved: Inputs,
  belief: Belief,
): Option {
  let gain = 0;
  let binsMoved = 0;
  const inputs: { characteristic: number; input: Input }[] = [];
  rows.forEach((row, i) => {
    const measure = measures[i];
    if (measure === undefined) return;
    const before = resolved.inputs[row.index];
    const input: Input = { ...belief, measure, bin: binOf(row, measure), day: resolved.asOf };
    gain += pointsOf(row, input) - (before === undefined ? row.missing : pointsOf(row, before));
    binsMoved += Math.abs(rankOf(row, input.bin) - (before === undefined ? 0 : rankOf(row, before.bin)));
    inputs.push({ characteristic: row.index, input });
  });
  const bins = inputs.map(({ characteristic, input }) => ({ characteristic, bin: input.bin }));
  const fact = (rows[0] as Characteristic).fact;
  return {
    gain,
    inputs,
    step: { fact, binsMoved, months, measure: months === undefined ? measures[0] : undefined, bins },
  };
}

/** 1 = the worst bin; missing counts as 0. Bins of equal points share a rank. */
function rankOf(row: Characteristic, bin: number): number {
  const points = row.points[bin] as number;
  return 1 + new Set(row.points.filter((other) => other < points)).size;
}

function suppositions(
  rows: readonly Characteristic[],
  profile: Profile,
  card: Scorecard,
  resolved: Inputs,
): Supposition[] {
  const first = rows[0] as Characteristic;
  if (first.type === 'months') return monthsAhead(rows, profile, resolved.asOf);
  const current = resolved.inputs[first.index]?.measure;
  const measures = new Set<number>([...(current === undefined ? [] : [current]), ...representatives(rows, card)]);
  return [...measures].map((measure) => ({ measures: rows.map(() => measure), months: undefined }));
}

/** One value for each way in which the fact's characteristics can be binned. */
function representatives(rows: readonly Characteristic[], card: Scorecard): number[] {
  const definition = card.dictionary.facts[(rows[0] as Characteristic).fact];
  if (definition?.type === 'flag') return [1, 0];
  if (definition?.type === 'category') {
    const byBins = new Map<string, number>();
    definition.categories.forEach((_, code) => {
      const bins = rows.map((row) => binOf(row, code));
      if (rows.every((row, i) => bins[i] !== row.unseen) && !byBins.has(bins.join())) byBins.set(bins.join(), code);
    });
    return [...byBins.values()];
  }
  if (definition?.type !== 'number') return [];
  const [low, high] = definition.range;
  const edges = [...new Set([low, ...rows.flatMap((row) => [...row.cuts])])].filter(
    (edge) => edge >= low && edge <= high,
  );
  const isCode = (value: number) => rows.some((row) => row.special?.has(value));
  return edges
    .sort((x, y) => x - y)
    .flatMap((edge, i) => between(edge, edges[i + 1] ?? high).find((value) => !isCode(value)) ?? []);
}

/** The lower edge of a bin, or where that is a special code, some other value of the bin. */
function between(low: number, high: number): number[] {
  return [low, (low + high) / 2, (3 * low + high) / 4, (low + 3 * high) / 4];
}

/** Paying every account as agreed this month and for 1 to 24 more: the window moves on and fills with on-time months. */
function monthsAhead(rows: readonly Characteristic[], profile: Profile, asOf: number): Supposition[] {
  const slots = (profile.evidence.series[(rows[0] as Characteristic).fact] ?? []).flatMap((series) => series.slots);
  const out: Supposition[] = [];
  for (let months = 1; months <= MOST_MONTHS; months += 1) {
    out.push({ months, measures: rows.map((row) => foldAhead(row, slots, monthOf(asOf), months)) });
  }
  return out;
}

function foldAhead(row: Characteristic, slots: readonly Slot[], asOfMonth: number, months: number): number | undefined {
  const values: number[] = new Array(row.windowMonths).fill(Number.NaN);
  for (const { month, value } of slots) {
    const back = asOfMonth + months - month;
    if (value === null || back < months || back >= row.windowMonths) continue;
    const before = values[back] as number;
    values[back] = Number.isNaN(before) ? value : Math.max(before, value);
  }
  const paid = Math.min(months + 1, row.windowMonths);
  for (let back = 0; back < paid; back += 1) if (back < months || Number.isNaN(values[back])) values[back] = 0;
  return row.fold === undefined ? undefined : fold(row.fold, values, values.length, row.combine);
}
