import { monthOf } from './calendar.ts';
import { type CrossCheck, crossCheck } from './credibility.ts';
import type { Evidence, Observation } from './evidence.ts';
import { fold } from './folds.ts';
import { freshnessAt } from './freshness.ts';
import type { Characteristic, Input, Inputs, Scorecard } from './model.ts';
import type { MonthTable, Reporter } from './months.ts';
import { binOf, pointsOf, valueAt, weightOf } from './points.ts';

/** What is known of a person, and what they agreed to. */
export interface Profile {
  evidence: Evidence;
  consents: Readonly<Record<string, boolean>>;
}

/** What every characteristic of one scoring is resolved with. */
export interface Context {
  card: Scorecard;
  evidence: Evidence;
  checked: CrossCheck;
  /** Bit d is set when dimension d lacks its consent. */
  withheld: number;
  asOf: number;
  asOfMonth: number;
}

export function contextOf({ evidence, consents }: Profile, card: Scorecard, asOf: number): Context {
  const checked = crossCheck(evidence, card, asOf);
  return { card, evidence, checked, withheld: withheldDimensions(consents, card), asOf, asOfMonth: monthOf(asOf) };
}

/** Chooses, for each characteristic, which statement counts at `asOf` and how far it is believed. */
export function resolve(profile: Profile, card: Scorecard, asOf: number): Inputs {
  const context = contextOf(profile, card, asOf);
  const inputs = card.characteristics.map((row) => resolveRow(row, context, blankInput()));
  return { asOf, inputs, withheld: context.withheld, conflicts: context.checked.conflicts };
}

export function blankInput(): Input {
  return { value: 0, bin: 0, day: 0, sourceId: '', tier: 0, reliability: 0, credibility: 0, freshness: 0 };
}

/** Fills `into` with what counts for one characteristic and returns it; undefined = missing. */
export function resolveRow(row: Characteristic, context: Context, into: Input): Input | undefined {
  if (((context.withheld >> row.dimension) & 1) === 1) return undefined;
  if (row.fold !== undefined) return folded(row, context, into);
  const sole = context.evidence.sole[row.fact];
  if (sole !== undefined) return stated(row, sole, context, into);
  return contested(row, context, into);
}

function stated(row: Characteristic, observation: Observation, context: Context, into: Input): Input | undefined {
  const { value, day, tier, sourceId } = observation;
  if (value === null) return undefined;
  into.value = valueAt(row, value, context.asOf);
  into.credibility = credibilityOf(context, tier, sourceId);
  return filled(row, day, tier, sourceId, context, into);
}

/** Several sources speak of the fact. */
function contested(row: Characteristic, context: Context, into: Input): Input | undefined {
  const candidates: Input[] = [];
  for (const observation of context.evidence.observations[row.fact] ?? []) {
    const input = stated(row, observation, context, blankInput());
    if (input !== undefined) candidates.push(input);
  }
  return choose(row, candidates, context.card, into);
}

/** At most two candidates: what the person states of their own months, and what all others report of them. */
function folded(row: Characteristic, context: Context, into: Input): Input | undefined {
  const months = context.evidence.months[row.fact];
  if (months === undefined) return undefined;
  if (months.self === undefined) return foldedInput(row, months.others as MonthTable, context, into);
  if (months.others === undefined) return foldedInput(row, months.self, context, into);
  const candidates = [months.others, months.self].map((table) => foldedInput(row, table, context, blankInput()));
  return choose(row, candidates.filter((input) => input !== undefined), context.card, into);
}

function foldedInput(row: Characteristic, table: MonthTable, context: Context, into: Input): Input | undefined {
  const inWindow = row.windowMonths - (context.asOfMonth - table.newest);
  const length = Math.min(inWindow, table.values.length);
  const value = fold(row.fold as NonNullable<typeof row.fold>, table.values, length, row.combine);
  if (value === undefined) return undefined;
  into.value = value;
  const reporter = table.reporters[0] as Reporter;
  into.credibility = credibilityOf(context, reporter.tier, reporter.sourceId);
  filled(row, table.day, reporter.tier, table.sourceId, context, into);
  if (table.reporters.length > 1) believeAsMean(table, context, into);
  return into;
}

function filled(row: Characteristic, day: number, tier: number, sourceId: string, context: Context, into: Input): Input {
  into.bin = binOf(row, into.value);
  into.day = day;
  into.sourceId = sourceId;
  into.tier = tier;
  into.reliability = context.card.reliability[tier] as number;
  into.freshness = freshnessAt(row.freshness, context.asOf - day);
  return into;
}

/** Several reporters are believed as the mean of their slots, and rank with the least reliable of them. */
function believeAsMean({ reporters }: MonthTable, context: Context, into: Input): void {
  let slots = 0;
  let reliability = 0;
  let credibility = 0;
  for (const reporter of reporters) {
    slots += reporter.slots;
    reliability += reporter.slots * (context.card.reliability[reporter.tier] as number);
    credibility += reporter.slots * credibilityOf(context, reporter.tier, reporter.sourceId);
    into.tier = Math.min(into.tier, reporter.tier);
  }
  into.reliability = Math.round(reliability / slots);
  into.credibility = Math.round(credibility / slots);
}

function credibilityOf({ card, checked }: Context, tier: number, sourceId: string): number {
  if (card.doubt[tier] === undefined) return 1000;
  const found = checked.bySource.size === 0 ? undefined : checked.bySource.get(sourceId);
  return found ?? (card.uncheckedCredibility[tier] as number);
}

/**
 * The heaviest wins; ties go to the newest, then the higher tier. But a favourable statement of a lower tier cannot
 * displace that of a higher tier before the latter has gone stale.
 */
function choose(row: Characteristic, candidates: readonly Input[], card: Scorecard, into: Input): Input | undefined {
  let chosen: Input | undefined;
  for (const other of candidates) if (chosen === undefined || outweighs(other, chosen)) chosen = other;
  if (chosen === undefined) return undefined;
  for (const other of candidates) {
    const stands = other.tier > chosen.tier && other.freshness >= card.staleBelow;
    if (stands && pointsOf(row, chosen) > pointsOf(row, other)) chosen = other;
  }
  return Object.assign(into, chosen);
}

function outweighs(a: Input, b: Input): boolean {
  const difference = weightOf(a) - weightOf(b) || a.day - b.day || a.tier - b.tier;
  return difference === 0 ? String(a.value) + a.sourceId > String(b.value) + b.sourceId : difference > 0;
}

function withheldDimensions(consents: Profile['consents'], { dimensions }: Scorecard): number {
  let withheld = 0;
  for (let d = 0; d < dimensions.length; d += 1) {
    const consent = dimensions[d]?.consent;
    if (consent !== undefined && consents[consent] !== true) withheld |= 1 << d;
  }
  return withheld;
}
