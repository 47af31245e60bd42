import { believe, blankInput, credibilityOf } from './believe.ts';
import { favours } from './contested.ts';
import type { Context } from './context.ts';
import { fold } from './folds.ts';
import type { Characteristic, Input } from './model.ts';
import type { MonthTable, MonthTables, Reporter } from './months.ts';
import { weightOf } from './points.ts';

/** What all others report of the months, or what the person states of them, by the same rules as `contested`. */
export function folded(
  row: Characteristic,
  { self, others }: MonthTables,
  context: Context,
  into: Input,
): Input | undefined {
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
