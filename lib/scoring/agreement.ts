import type { Fact } from '../schemas/dictionary.ts';
import { daysApart } from './calendar.ts';
import { type Characteristic, type Scorecard, SELF_TIER } from './model.ts';
import { binOf, measureAt } from './points.ts';

/** The same bin in every characteristic of the fact, or within the fact's tolerance. */
export function agree(fact: number, a: number, b: number, card: Scorecard, asOfOrdinal: number): boolean {
  if (a === b) return true;
  const definition = card.dictionary.facts[fact] as Fact;
  const distance = Math.abs(a - b);
  if (definition.type === 'number' && distance <= definition.tolerance * Math.max(Math.abs(a), Math.abs(b)))
    return true;
  if (definition.type === 'since' && daysApart(a, b) <= definition.toleranceDays) return true;
  const rows = card.byFact[fact] ?? [];
  if (rows.length === 0) return false;
  for (const row of rows) {
    if (binOf(row, measureAt(row, a, asOfOrdinal)) !== binOf(row, measureAt(row, b, asOfOrdinal))) return false;
  }
  return true;
}

/** Of a fact that is not scored nobody knows whom a lie would serve. */
const NOT_SCORED = 0.5;

/**
 * What was at stake in a check, 0-1 of the points between the fact's worst and best bin: what the person gained by a
 * claim that is not true, or, without a claim, could have gained by one. A source other than the person has no such
 * interest: any difference counts, and every word that held.
 */
export function stakeOf(
  fact: number,
  claim: number | undefined,
  truth: number,
  tier: number,
  card: Scorecard,
  asOfOrdinal: number,
): number {
  let gain = 0;
  let range = 0;
  for (const row of card.byFact[fact] as readonly Characteristic[]) {
    gain += (claim === undefined ? row.best : pointsAt(row, claim, asOfOrdinal)) - pointsAt(row, truth, asOfOrdinal);
    range += row.best - row.worst;
  }
  if (range === 0) return NOT_SCORED;
  if (tier === SELF_TIER) return gain > 0 ? gain / range : 0;
  return claim === undefined ? 1 : Math.abs(gain) / range;
}

function pointsAt(row: Characteristic, code: number, asOfOrdinal: number): number {
  return row.points[binOf(row, measureAt(row, code, asOfOrdinal))] as number;
}
