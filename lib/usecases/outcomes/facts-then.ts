import type { Fact } from '../../schemas/dictionary.ts';
import type { Fold } from '../../schemas/scorecard.ts';
import type { StoredScore } from '../../schemas/stored.ts';
import type { Characteristic, Scorecard, Value } from '../../scoring/model.ts';
import { unpackInputs } from '../../scoring/pack-inputs.ts';
import { meaningOf } from '../../scoring/points.ts';

/** What a value of a decision is of: a fact, or what the months of one come to. */
export interface FactColumn {
  fact: string;
  type: Fact['type'];
  fold?: { name: Fold; windowMonths: number };
  /** The characteristics that score it, by name. */
  characteristics: string[];
  /** The fact is people's age. */
  age?: true;
  /** Of the fact's dimension; without it the value is missing. */
  consent?: string;
}

/** The same name for the same thing under every card that shares facts with another. */
function nameOf({ factName, fold, windowMonths }: Characteristic): string {
  return fold === undefined ? factName : `${factName}.${fold}.${windowMonths}`;
}

/** What decisions under these cards can tell, by name, whatever the order of the cards. */
export function columnsOfAll(cards: readonly Scorecard[]): Record<string, FactColumn> {
  return mergeColumns(cards.map(columnsOf));
}

/** The same thing may be scored by characteristics of other names on another card. */
export function mergeColumns(several: readonly Readonly<Record<string, FactColumn>>[]): Record<string, FactColumn> {
  const merged = new Map<string, FactColumn>();
  for (const [name, column] of several.flatMap((columns) => Object.entries(columns))) {
    const known = merged.get(name)?.characteristics ?? [];
    merged.set(name, { ...column, characteristics: [...new Set([...known, ...column.characteristics])].sort() });
  }
  return Object.fromEntries(merged);
}

function columnsOf(card: Scorecard): Record<string, FactColumn> {
  const columns = Map.groupBy(card.characteristics, nameOf);
  return Object.fromEntries([...columns].map(([name, rows]) => [name, columnOf(rows, card)]));
}

function columnOf(rows: readonly Characteristic[], { dictionary, dimensions }: Scorecard): FactColumn {
  const { fact, factName, type, fold, windowMonths, dimension } = rows[0] as Characteristic;
  const consent = dimensions[dimension]?.consent;
  return {
    fact: factName,
    type,
    ...(fold === undefined ? {} : { fold: { name: fold, windowMonths } }),
    characteristics: rows.map(({ id }) => id),
    ...(dictionary.facts[fact]?.protected === 'age' ? { age: true } : {}),
    ...(consent === undefined ? {} : { consent }),
  };
}

/**
 * The facts by which a decision was made, as they were believed then; dates in completed months or years on the day of the
 * decision. What was missing is not there. Throws a RangeError when the record cannot be read.
 */
export function factsThen(decision: StoredScore, card: Scorecard): Record<string, Value> {
  const { inputs } = unpackInputs(decision.inputs, decision.asOf, card);
  return Object.fromEntries(
    card.characteristics.flatMap((row) => {
      const input = inputs[row.index];
      return input === undefined ? [] : [[nameOf(row), valueThen(row, input.measure, card)]];
    }),
  );
}

function valueThen(row: Characteristic, measure: number, { dictionary }: Scorecard): Value {
  return row.fold === undefined ? meaningOf(dictionary.facts[row.fact], measure) : measure;
}
