import { agree, stakeOf } from './agreement.ts';
import type { Statement, Statements } from './evidence.ts';
import { freshnessAt } from './freshness.ts';
import type { Conflict, Doubt, Scorecard } from './model.ts';

/** How far a doubted source is believed about this person, by how its checkable statements fared. */
export interface CheckedSource {
  sourceId: string;
  doubt: Doubt;
  /** That the source inflates, by all that was checked. */
  odds: number;
  /** Thousandths; below 0 what it says in the person's favour counts against the person. */
  credibility: number;
}

export interface CrossCheck {
  /** Only sources of which something could be checked. */
  sources: readonly CheckedSource[];
  conflicts: readonly Conflict[];
}

const NOTHING_CHECKED: CrossCheck = { sources: [], conflicts: [] };

/**
 * Where a source and one of a higher tier speak of the same fact, about the same time, the statement is checked, once a
 * fact. Monthly slots are not compared, since sources report different accounts.
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
    const dimension = card.checkedIn[fact] as number;
    if (dimension < 0 || ((withheld >> dimension) & 1) === 1) continue;
    const statements = evidence.several[fact] as readonly Statement[];
    const table = card.freshness[fact];
    const believed = freshest(statements, table, card.staleBelow, asOf);
    for (const statement of statements) {
      let agreed: boolean | undefined;
      if (believed !== undefined && statement !== believed && isFresh(statement, table, card.staleBelow, asOf)) {
        agreed = agree(fact, statement.code, believed.code, card, asOfOrdinal);
        if (!agreed) conflicts.push({ fact, believed: believed.tier, other: statement.tier });
      }
      const doubt = card.doubt[statement.tier];
      const witness = doubt && witnessOf(statement, statements, table, card);
      if (doubt === undefined || witness === undefined) continue;
      if (agreed === undefined || witness !== believed)
        agreed = agree(fact, statement.code, witness.code, card, asOfOrdinal);
      const fresh = freshnessAt(table, asOf - Math.max(statement.day, witness.day));
      const weight = comparability(statement, witness, table, card.staleBelow) * fresh * 1e-6;
      const claim = agreed ? undefined : statement.code;
      const stake = weight * stakeOf(fact, claim, witness.code, statement.tier, card, asOfOrdinal);
      sourceOf(sources, statement.sourceId, doubt).odds *= likelihoodRatio(doubt, agreed, stake);
    }
  }
  for (const source of sources) source.credibility = credibility(source.doubt, source.odds);
  return { sources, conflicts };
}

/** Among fresh statements, that of the highest tier; of several, the newest: whoever is as fresh and differs is in conflict. */
function freshest(list: readonly Statement[], table: Uint16Array | undefined, staleBelow: number, asOf: number) {
  let best: Statement | undefined;
  for (const other of list)
    if (isFresh(other, table, staleBelow, asOf) && (best === undefined || outranks(other, best))) best = other;
  return best;
}

function isFresh({ day }: Statement, table: Uint16Array | undefined, staleBelow: number, asOf: number): boolean {
  return freshnessAt(table, asOf - day) >= staleBelow;
}

const outranks = (a: Statement, b: Statement) => a.tier > b.tier || (a.tier === b.tier && a.day > b.day);

function sourceOf(sources: CheckedSource[], sourceId: string, doubt: Doubt): CheckedSource {
  for (const known of sources) if (known.sourceId === sourceId) return known;
  const source = { sourceId, doubt, odds: doubt.prior / (1 - doubt.prior), credibility: 1000 };
  sources.push(source);
  return source;
}

/** Of the higher tiers that spoke at about the same time, the heaviest; of equals, the higher tier, then the newest. */
function witnessOf(
  statement: Statement,
  statements: readonly Statement[],
  table: Uint16Array | undefined,
  { reliability, staleBelow }: Scorecard,
): Statement | undefined {
  let best: Statement | undefined;
  let most = 0;
  for (const other of statements) {
    if (other.tier <= statement.tier) continue;
    const weight = (reliability[other.tier] as number) * comparability(statement, other, table, staleBelow);
    if (weight === 0 || weight < most || (weight === most && best !== undefined && !outranks(other, best))) continue;
    best = other;
    most = weight;
  }
  return best;
}

/**
 * How far two statements are about the same time, 0-1000: what was true long before or after may have been another
 * thing. Falls with the days between them, to 0 where one would make the other stale.
 */
function comparability(a: Statement, b: Statement, table: Uint16Array | undefined, staleBelow: number): number {
  const near = freshnessAt(table, Math.abs(a.day - b.day));
  if (near === 1000) return 1000;
  return near <= staleBelow ? 0 : (1000 * (near - staleBelow)) / (1000 - staleBelow);
}

/**
 * How much likelier this outcome of a check is where the source inflates than where it is honest (Bayes). `stake`, 0-1:
 * who had nothing to gain by a lie proves nothing by the truth, and a mistake to one's own disadvantage is no lie.
 */
function likelihoodRatio({ lies, mistakes }: Doubt, agreed: boolean, stake: number): number {
  return agreed ? 1 - lies * stake : 1 + (lies / mistakes - 1) * stake;
}

/**
 * With p the chance that the source inflates: a claim of an honest one moves the points towards its bin, one of a source
 * that inflates moves them the other way, `reversal` as far, since the truth is then something worse. Thousandths.
 */
export function credibility({ reversal }: Doubt, odds: number): number {
  const inflates = 1 - 1 / (1 + odds);
  return Math.round(1000 * (1 - inflates * (1 + reversal))) | 0;
}
