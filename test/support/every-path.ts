import { TIERS } from '../../lib/schemas/dictionary.ts';
import { formatDay, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import type { Characteristic, Input, Inputs } from '../../lib/scoring/model.ts';
import { type Profile, resolve } from '../../lib/scoring/resolve.ts';
import { assess } from '../../lib/scoring/score.ts';
import { factOf } from './arbitraries.ts';
import { callerOf, day, type Ruleset, scaledTo, states, totalOf } from './builders.ts';

/** What a person could make of one fact: the inputs it would give, and how many bins that is away. */
interface Way {
  inputs: readonly (readonly [index: number, input: Input])[];
  binsMoved: number;
}

export interface Outcome {
  facts: number;
  bins: number;
  gain: number;
  score: number;
}

/** Every combination of everything that a person could do, one by one: slow, and plain to see. */
export function everyPath({ dictionary, card }: Ruleset, profile: Profile, asOf: number, selfCredibility: number) {
  const rules = { dictionary, card };
  const now = resolve(profile, card, asOf);
  const before = totalOf(assess(now, card));
  const levers = dictionary.names
    .filter((name) => factOf(dictionary, name).actionable)
    .map((name) => waysFor(name, rules, profile, now, selfCredibility));
  let combinations: { facts: number; bins: number; inputs: (Input | undefined)[] }[] = [
    { facts: 0, bins: 0, inputs: [...now.inputs] },
  ];
  for (const ways of levers) {
    combinations = combinations.flatMap((combination) => [
      combination,
      ...ways.map(({ inputs, binsMoved }) => {
        const after = [...combination.inputs];
        for (const [index, input] of inputs) after[index] = input;
        return { facts: combination.facts + 1, bins: combination.bins + binsMoved, inputs: after };
      }),
    ]);
  }
  return combinations.map(({ facts, bins, inputs }): Outcome => {
    const total = totalOf(assess({ ...now, inputs }, card));
    return { facts, bins, gain: total - before, score: scaledTo(card, total) };
  });
}

/** Fewest facts, then fewest bins, then most points; undefined when nothing reaches the target. */
export function cheapestOf(outcomes: readonly Outcome[], target: number): Outcome | undefined {
  return outcomes
    .filter(({ score }) => score >= target)
    .toSorted((a, b) => a.facts - b.facts || a.bins - b.bins || b.gain - a.gain)[0];
}

function waysFor(name: string, rules: Ruleset, profile: Profile, now: Inputs, selfCredibility: number): Way[] {
  const { dictionary, card } = rules;
  const index = dictionary.index.get(name) ?? -1;
  const rows = (card.byFact[index] ?? []).filter((row) => ((now.withheld >> row.dimension) & 1) === 0);
  const fact = factOf(dictionary, name);
  const tier = TIERS.findLast((candidate) => fact.assertableBy.includes(candidate)) ?? 'self';
  const caller = callerOf(tier, 'supposed');
  const stated = (value: unknown, on: number): Inputs =>
    resolve(
      { evidence: states(dictionary, caller, formatDay(on), { [name]: value }), consents: profile.consents },
      card,
      on,
    );
  const supposed =
    fact.type === 'months'
      ? monthsAhead(profile, index, now.asOf).map(({ months, on }) => stated({ all: months }, on))
      : valuesOf(name, rules, profile, now).map((value) => stated(value, now.asOf));
  const ways = supposed.map((after): Way => {
    const inputs = rows.flatMap((row): [number, Input][] => {
      const input = after.inputs[row.index];
      const credibility = tier === 'self' ? selfCredibility : input?.credibility;
      return input === undefined || credibility === undefined ? [] : [[row.index, { ...input, credibility }]];
    });
    const moved = inputs.map(([i, { bin }]) => {
      const row = card.characteristics[i] as Characteristic;
      return Math.abs(rank(row, bin) - rank(row, now.inputs[i]?.bin));
    });
    return { inputs, binsMoved: moved.reduce((sum, part) => sum + part, 0) };
  });
  const key = ({ inputs }: Way) => JSON.stringify(inputs.map(([i, { bin }]) => [i, bin]));
  return [...new Map(ways.map((way) => [key(way), way])).values()];
}

/** Missing is 0, the worst bin 1; bins of equal points stand on one step. */
function rank({ points }: Characteristic, bin: number | undefined): number {
  if (bin === undefined) return 0;
  return 1 + new Set([...points].filter((other) => other < (points[bin] as number))).size;
}

function valuesOf(name: string, { dictionary, card }: Ruleset, { evidence }: Profile, now: Inputs): unknown[] {
  const fact = factOf(dictionary, name);
  const rows = card.byFact[dictionary.index.get(name) ?? -1] ?? [];
  const files = rows.map((row) => card.file.characteristics[row.index]);
  const source = now.inputs[rows[0]?.index ?? -1]?.sourceId;
  const current = evidence.observations[dictionary.index.get(name) ?? -1]
    ?.filter((observation) => observation.sourceId === source)
    .map(({ value }) => value);
  if (fact.type === 'flag') return [true, false];
  if (fact.type === 'category') {
    const named = (category: string) =>
      files.every((file) => file?.bins.some((bin) => 'categories' in bin && bin.categories.includes(category)));
    return [...fact.categories.filter(named), ...(current ?? [])];
  }
  if (fact.type !== 'number') return [];
  const [low, high] = fact.range;
  const codes = new Set(files.flatMap((file) => file?.special.flatMap(({ values }) => values) ?? []));
  const halves = Array.from({ length: 2 * (high - low) + 1 }, (_, i) => low + i / 2);
  const quantities = halves.filter((value) => !codes.has(value));
  return [...quantities, ...(current ?? [])];
}

/** Every account paid as agreed this month and for 1 to 24 more. */
function monthsAhead({ evidence }: Profile, index: number, asOf: number) {
  const known = new Map<number, number>();
  for (const { slots } of evidence.series[index] ?? [])
    for (const { month, value } of slots) if (value !== null) known.set(month, Math.max(value, known.get(month) ?? 0));
  const first = monthOf(asOf);
  return Array.from({ length: 24 }, (_, i) => {
    const last = first + i + 1;
    const paid = new Map(known);
    if (!paid.has(first)) paid.set(first, 0);
    for (let month = first + 1; month <= last; month += 1) paid.set(month, 0);
    const months = Object.fromEntries([...paid].map(([month, value]) => [formatMonth(month), value]));
    return { months, on: day(`${formatMonth(last)}-28`) };
  });
}
