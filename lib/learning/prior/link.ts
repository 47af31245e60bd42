import type { DictionaryFile, Fact } from '../../schemas/dictionary.ts';
import type { CharacteristicFile, ScorecardFile } from '../../schemas/scorecard.ts';
import { factNames } from '../card/names.ts';
import type { Column } from '../frame.ts';
import { own } from '../own.ts';
import { asFlag, mismatch } from './fits-fact.ts';

/** A former card with the dictionary that it was made for. */
export interface Prior {
  card: ScorecardFile;
  hash: string;
  dictionary: DictionaryFile;
}

/** A column that measures a fact which the former card's dictionary has. */
export interface Link {
  /** As it is learned from: a flag as 0 and 1. */
  column: Column;
  factName: string;
  fact: Fact;
  /** The characteristic that it refines; undefined when the card scores the fact not yet. */
  row: CharacteristicFile | undefined;
}

export interface Linked {
  /** By column. */
  links: ReadonlyMap<string, Link>;
  /** What keeps anything from being learned, a line each. */
  problems: string[];
}

/**
 * Finds for each column the characteristic that it measures: the one named in `said`, else the one whose id, or whose
 * fact's name, is the column's name in camelCase.
 */
export function linkColumns(
  columns: readonly Column[],
  { card, dictionary }: Prior,
  said: Readonly<Record<string, string>>,
): Linked {
  const links = new Map<string, Link>();
  const problems: string[] = [];
  for (const column of columns) {
    const name = own(said, column.name) ?? factNames([column.name]).get(column.name)!;
    const found = find(name, card, dictionary);
    if (typeof found === 'string') problems.push(`${JSON.stringify(column.name)} ${found}`);
    else if (found !== undefined) {
      const problem = mismatch(column, found.fact, found.factName) ?? twice(found, links);
      if (problem !== undefined) problems.push(`${JSON.stringify(column.name)} ${problem}`);
      links.set(column.name, { ...found, column: found.fact.type === 'flag' ? asFlag(column) : column });
    } else if (own(said, column.name) !== undefined)
      problems.push(`${JSON.stringify(column.name)} shall be ${name}, which the prior does not have`);
  }
  return { links, problems };
}

function find(name: string, card: ScorecardFile, { facts }: DictionaryFile): Omit<Link, 'column'> | string | undefined {
  const row = card.characteristics.find(({ id }) => id === name);
  if (row !== undefined) return { row, factName: row.fact, fact: facts[row.fact]! };
  const fact = own(facts, name);
  if (fact === undefined) return undefined;
  const rows = card.characteristics.filter((one) => one.fact === name);
  if (rows.length === 1) return { row: rows[0]!, factName: name, fact };
  if (rows.length > 1)
    return `is the fact of several characteristics of the prior: name ${rows.map(({ id }) => id).join(' or ')} as its "characteristic" in the spec`;
  if (fact.type === 'months')
    return 'is a monthly record that the prior does not score: call the column something else';
  return { row: undefined, factName: name, fact };
}

function twice({ row, factName }: Omit<Link, 'column'>, links: ReadonlyMap<string, Link>): string | undefined {
  const other = [...links].find(([, link]) => (row === undefined ? link.factName === factName : link.row === row));
  return (
    other &&
    `measures ${row?.id ?? factName} of the prior, and so does ${JSON.stringify(other[0])}: ignore one of them in the spec`
  );
}
