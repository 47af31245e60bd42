import { blankInput, stated } from './believe.ts';
import type { Context } from './context.ts';
import type { Statement } from './evidence.ts';
import { freshnessAt } from './freshness.ts';
import type { Characteristic, Input } from './model.ts';
import { pointsOf, thousandth } from './points.ts';

/**
 * Several sources speak of the fact: the heaviest wins, ties go to the newest, then the higher tier. But a favourable
 * statement of a lower tier cannot displace that of a higher tier before the latter has gone stale.
 */
export function contested(row: Characteristic, statements: readonly Statement[], context: Context, into: Input): Input {
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

/** A fresh statement of a higher tier stands against a rival that says the same or would be better for the person. */
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

/** As good or better by the value itself, or better by the points it would bring. */
export function favours(row: Characteristic, rival: Input, standing: Input): boolean {
  return (
    (row.points[rival.bin] as number) >= (row.points[standing.bin] as number) ||
    pointsOf(row, rival) > pointsOf(row, standing)
  );
}

/** Among equals in weight; the last two comparisons only make the choice the same in any order. */
function precedes(a: Statement, b: Statement): boolean {
  const difference = a.day - b.day || a.tier - b.tier || a.code - b.code;
  return difference === 0 ? a.sourceId > b.sourceId : difference > 0;
}
