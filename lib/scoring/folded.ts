import { believe, blankInput, credibilityOf } from './believe.ts';
import { favours } from './contested.ts';
import type { Context } from './context.ts';
import { fold } from './folds.ts';
import type { Characteristic, Input } from './model.ts';
import type { MonthTable, MonthTables, ReportedSlot } from './months.ts';
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
  let day = table.days[0] as number;
  for (let i = 1; i < length; i += 1) if ((table.days[i] as number) > day) day = table.days[i] as number;
  believe(row, day, table.tier, table.sourceId, context, into);
  if (table.slots !== undefined) believeAsMean(table.slots, length, context, into);
  return into;
}

/**
 * Several reporters are believed as the mean of their slots in the window, rank with the least reliable of them, and
 * go under the name of the latest.
 */
function believeAsMean(all: readonly ReportedSlot[], length: number, context: Context, into: Input): void {
  const slots = all.filter(({ back }) => back < length);
  let reliability = 0;
  let credibility = 0;
  for (const { sourceId, tier, day } of slots) {
    reliability += context.card.reliability[tier] as number;
    credibility += context.card.doubt[tier] === undefined ? 1000 : credibilityOf(context, tier, sourceId);
    if (day === into.day) into.sourceId = sourceId;
  }
  into.tier = Math.min(...slots.map(({ tier }) => tier));
  into.reliability = Math.round(reliability / slots.length);
  into.credibility = Math.round(credibility / slots.length);
}
