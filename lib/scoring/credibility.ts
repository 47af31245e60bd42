import { DIMENSIONS, type Fact } from '../schemas/dictionary.ts';
import { daysApart } from './calendar.ts';
import type { Statement, Statements } from './evidence.ts';
import { freshnessAt } from './freshness.ts';
import type { Conflict, Doubt, Scorecard } from './model.ts';
import { binOf, measureAt } from './points.ts';

/** How far a doubted source is believed about this person, in thousandths, by how its checkable statements fared. */
export interface CheckedSource {
  sourceId: string;
  doubt: Doubt;
  agreed: number;
  contradicted: number;
  credibility: number;
}

export interface CrossCheck {
  /** Only sources of which something could be checked. */
  sources: readonly CheckedSource[];
  conflicts: readonly Conflict[];
}

const NOTHING_CHECKED: CrossCheck = { sources: [], conflicts: [] };

/**
 * Where a source and a fresh statement of a higher tier speak of the same fact, they agree or contradict, once a fact.
 * Both must be fresh: what was true a long time ago may have changed. Monthly slots are not compared, since sources
 * report different accounts.
 */
export function crossCheck(
  evidence: Statements,
  card: Scorecard,
  withheld: number,
  asOf: number,
  asOfOrdinal: number,
): CrossCheck {
  if (evidence.contested.length === 0) return NOTHING_CHECKED;
  const sources: CheckedSource[] = [];
  const conflicts: Conflict[] = [];
  for (const fact of evidence.contested) {
    if (!mayCheck(fact, card, withheld)) continue;
    const statements = evidence.several[fact] as readonly Statement[];
    const witness = witnessOf(statements, card.freshness[fact], card.staleBelow, asOf);
    if (witness === undefined) continue;
    for (const statement of statements) {
      if (statement === witness || !isFresh(statement, card.freshness[fact], card.staleBelow, asOf)) continue;
      const agreed = agree(fact, statement.code, witness.code, card, asOfOrdinal);
      if (!agreed) conflicts.push({ fact, believed: witness.tier, other: statement.tier });
      const doubt = card.doubt[statement.tier];
      if (doubt !== undefined && witness.tier > statement.tier) take(sources, statement.sourceId, doubt, agreed);
    }
  }
  for (const source of sources) source.credibility = credibility(source.doubt, source.agreed, source.contradicted);
  return { sources, conflicts };
}

/** A protected fact, or one of a dimension without consent, is not looked at, not even to catch a lie. */
function mayCheck(fact: number, card: Scorecard, withheld: number): boolean {
  const { protected: isProtected, dimension } = card.dictionary.facts[fact] as Fact;
  const open = isProtected === false || (isProtected === 'age' && card.file.usesAge);
  return open && ((withheld >> DIMENSIONS.indexOf(dimension)) & 1) === 0;
}

function take(sources: CheckedSource[], sourceId: string, doubt: Doubt, agreed: boolean): void {
  let source = sources.find((known) => known.sourceId === sourceId);
  if (source === undefined) {
    source = { sourceId, doubt, agreed: 0, contradicted: 0, credibility: 1000 };
    sources.push(source);
  }
  if (agreed) source.agreed += 1;
  else source.contradicted += 1;
}

/** ((a0 + a) / (a0 + e + a + k * c))^2 in thousandths. */
export function credibility({ a0, e, k }: Doubt, agreed: number, contradicted: number): number {
  const share = (a0 + agreed) / (a0 + e + agreed + k * contradicted);
  return Math.round(1000 * share * share);
}

/** Among fresh statements, that of the highest tier; of several, the newest. */
function witnessOf(list: readonly Statement[], table: Uint16Array | undefined, staleBelow: number, asOf: number) {
  let best: Statement | undefined;
  for (const other of list) {
    if (!isFresh(other, table, staleBelow, asOf)) continue;
    if (best === undefined || other.tier > best.tier || (other.tier === best.tier && other.day > best.day))
      best = other;
  }
  return best;
}

function isFresh({ day }: Statement, table: Uint16Array | undefined, staleBelow: number, asOf: number): boolean {
  return freshnessAt(table, asOf - day) >= staleBelow;
}

/** The same bin in every characteristic of the fact, or within the fact's tolerance. */
function agree(fact: number, a: number, b: number, card: Scorecard, asOfOrdinal: number): boolean {
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
