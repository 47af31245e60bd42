import { TahiniError } from '../errors.ts';
import { ordinal } from './calendar.ts';
import { type CrossCheck, crossCheck } from './credibility.ts';
import type { Evidence, Statement } from './evidence.ts';
import { fold } from './folds.ts';
import { freshnessAt } from './freshness.ts';
import type { Characteristic, Input, Inputs, Scorecard } from './model.ts';
import type { MonthTable, MonthTables, Reporter } from './months.ts';
import { binOf, measureAt, pointsOf, thousandth, weightOf } from './points.ts';

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
  asOfOrdinal: number;
}

export function contextOf({ evidence, consents }: Profile, card: Scorecard, asOf: number): Context {
  if (asOf < evidence.latest) {
    throw new TahiniError('as-of-too-early', 'The day of scoring lies before an observation.');
  }
  const asOfOrdinal = ordinal(asOf);
  const withheld = withheldDimensions(consents, card);
  const checked = crossCheck(evidence, card, withheld, asOf, asOfOrdinal);
  return {
    card,
    evidence,
    checked,
    withheld,
    asOf,
    asOfMonth: asOfOrdinal >> 5,
    asOfOrdinal,
  };
}

/** Chooses, for each characteristic, which statement counts at `asOf` and how far it is believed. */
export function resolve(profile: Profile, card: Scorecard, asOf: number): Inputs {
  const context = contextOf(profile, card, asOf);
  const inputs = card.characteristics.map((row) => resolveRow(row, context, blankInput()));
  return { asOf, inputs, withheld: context.withheld, conflicts: context.checked.conflicts };
}

export function blankInput(): Input {
  const { NaN: none } = Number;
  return { measure: none, bin: 0, day: 0, sourceId: '', tier: 0, reliability: 0, credibility: 0, freshness: 0 };
}

/** Fills `into` with what counts for one characteristic and returns it; undefined = missing. */
export function resolveRow(row: Characteristic, context: Context, into: Input): Input | undefined {
  if (((context.withheld >> row.dimension) & 1) === 1) return undefined;
  if (row.fold !== undefined) {
    const months = context.evidence.months[row.fact];
    return months === undefined ? undefined : folded(row, months, context, into);
  }
  const statement = context.evidence.sole[row.fact];
  if (statement !== undefined) return stated(row, statement, context, into);
  const statements = context.evidence.several[row.fact];
  return statements === undefined ? undefined : contested(row, statements, context, into);
}

function stated(row: Characteristic, { code, day, tier, sourceId }: Statement, context: Context, into: Input): Input {
  into.measure = measureAt(row, code, context.asOfOrdinal);
  believe(row, day, tier, sourceId, context, into);
  return into;
}

/**
 * Several sources speak of the fact: the heaviest wins, ties go to the newest, then the higher tier. But a favourable
 * statement of a lower tier cannot displace that of a higher tier before the latter has gone stale.
 */
function contested(row: Characteristic, statements: readonly Statement[], context: Context, into: Input): Input {
  stated(row, heaviest(statements, row, context) as Statement, context, into);
  for (;;) {
    const standing = heaviest(statements, row, context, into);
    if (standing === undefined) return into;
    stated(row, standing, context, into);
  }
}

/** The heaviest statement; with `rival`, only of those that it cannot displace. */
function heaviest(statements: readonly Statement[], row: Characteristic, context: Context, rival?: Input) {
  const { card, asOf } = context;
  let chosen: Statement | undefined;
  let most = -1;
  for (const statement of statements) {
    const freshness = freshnessAt(row.freshness, asOf - statement.day);
    if (rival !== undefined && !withstands(statement, freshness, rival, row, context)) continue;
    const weight = thousandth((card.reliability[statement.tier] as number) * freshness);
    if (chosen !== undefined && (weight < most || (weight === most && !precedes(statement, chosen)))) continue;
    chosen = statement;
    most = weight;
  }
  return chosen;
}

/** A fresh statement of a higher tier stands against a rival that would be better for the person. */
function withstands(
  statement: Statement,
  freshness: number,
  rival: Input,
  row: Characteristic,
  context: Context,
): boolean {
  if (statement.tier <= rival.tier || freshness < context.card.staleBelow) return false;
  return favours(row, rival, stated(row, statement, context, blankInput()));
}

/** Better by the value itself, or by the points it would bring. */
function favours(row: Characteristic, rival: Input, standing: Input): boolean {
  return (
    (row.points[rival.bin] as number) > (row.points[standing.bin] as number) ||
    pointsOf(row, rival) > pointsOf(row, standing)
  );
}

/** Among equals in weight; the last two comparisons only make the choice the same in any order. */
function precedes(a: Statement, b: Statement): boolean {
  const difference = a.day - b.day || a.tier - b.tier || a.code - b.code;
  return difference === 0 ? a.sourceId > b.sourceId : difference > 0;
}

/** What all others report of the months, or what the person states of them, by the same rules as `contested`. */
function folded(row: Characteristic, { self, others }: MonthTables, context: Context, into: Input): Input | undefined {
  if (self === undefined) return others && foldedInput(row, others, context, into);
  if (others === undefined) return foldedInput(row, self, context, into);
  const own = foldedInput(row, self, context, blankInput());
  const theirs = foldedInput(row, others, context, into);
  if (own === undefined || theirs === undefined) return own === undefined ? theirs : Object.assign(into, own);
  const heavier = weightOf(own) - weightOf(theirs) || own.day - theirs.day;
  const upheld = theirs.freshness >= context.card.staleBelow && favours(row, own, theirs);
  return heavier > 0 && !upheld ? Object.assign(into, own) : theirs;
}

function foldedInput(row: Characteristic, table: MonthTable, context: Context, into: Input): Input | undefined {
  const inWindow = row.windowMonths - (context.asOfMonth - table.newest);
  const length = Math.min(inWindow, table.values.length);
  const measure = fold(row.fold as NonNullable<typeof row.fold>, table.values, length, row.combine);
  if (measure === undefined) return undefined;
  into.measure = measure;
  const reporter = table.reporters[0] as Reporter;
  believe(row, table.day, reporter.tier, table.sourceId, context, into);
  if (table.reporters.length > 1) believeAsMean(table, context, into);
  return into;
}

/** Fills in the bin of the measure, and how far it is believed. */
function believe(
  row: Characteristic,
  day: number,
  tier: number,
  sourceId: string,
  context: Context,
  into: Input,
): void {
  const { card, asOf } = context;
  into.bin = binOf(row, into.measure);
  into.day = day;
  into.sourceId = sourceId;
  into.tier = tier;
  into.reliability = card.reliability[tier] as number;
  into.credibility = card.doubt[tier] === undefined ? 1000 : credibilityOf(context, tier, sourceId);
  into.freshness = freshnessAt(row.freshness, asOf - day);
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
  for (const source of checked.sources) if (source.sourceId === sourceId) return source.credibility;
  return card.uncheckedCredibility[tier] as number;
}

function withheldDimensions(consents: Profile['consents'], { dimensions }: Scorecard): number {
  let withheld = 0;
  for (let d = 0; d < dimensions.length; d += 1) {
    const consent = dimensions[d]?.consent;
    if (consent !== undefined && consents[consent] !== true) withheld |= 1 << d;
  }
  return withheld;
}
