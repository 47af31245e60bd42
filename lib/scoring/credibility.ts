import type { Evidence, Observation } from './evidence.ts';
import { freshnessAt } from './freshness.ts';
import type { Conflict, Doubt, Scorecard, Value } from './model.ts';
import { binOf, valueAt } from './points.ts';

/** How far each doubted source is believed about this person, and where fresh sources disagree. */
export interface CrossCheck {
  /** Credibility in thousandths by source; a source that is not here was not checked. */
  bySource: ReadonlyMap<string, number>;
  conflicts: readonly Conflict[];
}

const NOTHING_CHECKED: CrossCheck = { bySource: new Map(), conflicts: [] };

/**
 * Where a source and a fresh observation of a higher tier speak of the same fact, they agree or contradict, once a fact.
 * Both must be fresh: what was true a long time ago may have changed. Monthly slots are not compared, since sources
 * report different accounts.
 */
export function crossCheck(evidence: Evidence, card: Scorecard, asOf: number): CrossCheck {
  if (evidence.contested.length === 0) return NOTHING_CHECKED;
  const tallies = new Map<string, Tally>();
  const conflicts: Conflict[] = [];
  for (const fact of evidence.contested) {
    const list = evidence.observations[fact] ?? [];
    const witness = witnessOf(list, card.freshness[fact], card.staleBelow, asOf);
    if (witness === undefined) continue;
    for (const statement of list) {
      if (statement === witness || !isFresh(statement, card.freshness[fact], card.staleBelow, asOf)) continue;
      const agreed = agree(fact, statement.value as Value, witness.value as Value, card, asOf);
      if (!agreed) conflicts.push({ fact, believed: witness.tier, other: statement.tier });
      if (witness.tier > statement.tier) take(tallies, statement, agreed, card);
    }
  }
  const bySource = new Map<string, number>();
  for (const [source, { doubt, agreed, contradicted }] of tallies) {
    bySource.set(source, credibility(doubt, agreed, contradicted));
  }
  return { bySource, conflicts };
}

interface Tally {
  doubt: Doubt;
  agreed: number;
  contradicted: number;
}

function take(tallies: Map<string, Tally>, { sourceId, tier }: Observation, agreed: boolean, card: Scorecard): void {
  const doubt = card.doubt[tier];
  if (doubt === undefined) return;
  const tally = tallies.get(sourceId) ?? { doubt, agreed: 0, contradicted: 0 };
  tally[agreed ? 'agreed' : 'contradicted'] += 1;
  tallies.set(sourceId, tally);
}

/** ((a0 + a) / (a0 + e + a + k * c))^2 in thousandths. */
export function credibility({ a0, e, k }: Doubt, agreed: number, contradicted: number): number {
  const share = (a0 + agreed) / (a0 + e + agreed + k * contradicted);
  return Math.round(1000 * share * share);
}

/** Among fresh statements, that of the highest tier; of several, the newest. */
function witnessOf(list: readonly Observation[], table: Uint16Array | undefined, staleBelow: number, asOf: number) {
  let best: Observation | undefined;
  for (const other of list) {
    if (!isFresh(other, table, staleBelow, asOf)) continue;
    if (best === undefined || other.tier > best.tier || (other.tier === best.tier && other.day > best.day)) best = other;
  }
  return best;
}

function isFresh({ value, day }: Observation, table: Uint16Array | undefined, staleBelow: number, asOf: number): boolean {
  return value !== null && freshnessAt(table, asOf - day) >= staleBelow;
}

/** The same bin in every characteristic of the fact, or within the fact's tolerance. */
function agree(fact: number, a: Value, b: Value, card: Scorecard, asOf: number): boolean {
  if (a === b) return true;
  const definition = card.dictionary.facts[fact];
  if (typeof a === 'number' && typeof b === 'number') {
    const distance = Math.abs(a - b);
    if (definition?.type === 'number' && distance <= definition.tolerance * Math.max(Math.abs(a), Math.abs(b)))
      return true;
    if (definition?.type === 'since' && distance <= definition.toleranceDays) return true;
  }
  const rows = card.byFact[fact] ?? [];
  return (
    rows.length > 0 && rows.every((row) => binOf(row, valueAt(row, a, asOf)) === binOf(row, valueAt(row, b, asOf)))
  );
}
