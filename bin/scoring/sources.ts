import * as z from 'zod';
import { factNames } from '../../lib/learning/card/names.ts';
import { own } from '../../lib/learning/own.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { Problem } from '../../local/problem.ts';
import type { Mapping } from '../import/mapping.ts';
import { placeOf, quoted } from '../training/csv/header.ts';
import type { FactSource } from './read-cell.ts';

/** What a learned card keeps in its provenance: the column of each fact, and texts for 'missing' that were named, by column. */
const LearnedColumns = z.record(z.string(), z.string());
const LearnedMissing = z.record(z.string(), z.array(z.string()));

/** A fact of the card, by its index in the dictionary, and where it stands in the file. */
export interface Source extends FactSource {
  fact: number;
  at: number;
}

/**
 * Finds the column of every fact that the card scores: as the mapping says, else where the card was learned from, else the
 * column of the fact's name. `measured`: columns for what monthly records come to. Throws a Problem for facts without a column, unless they are said to be absent.
 */
export function sourcesOf(
  card: Scorecard,
  header: readonly string[],
  name: string,
  { mapping, absent, measured }: { mapping: Mapping | undefined; absent: readonly string[]; measured: number },
): Source[] {
  const { names, facts, index } = card.dictionary;
  const unknown = absent.filter((fact) => !index.has(fact));
  if (unknown.length > 0) throw new Problem(`the dictionary has no fact ${quoted(unknown)}`, 'mend --absent');
  const scored = names.flatMap((fact, i) =>
    card.byFact[i]!.length > 0 && facts[i]!.type !== 'months' ? [{ fact, i }] : [],
  );
  const find = finder(card, header, mapping);
  const found = scored.flatMap(({ fact, i }): Source[] => {
    const source = absent.includes(fact) ? undefined : find(fact);
    return source === undefined ? [] : [{ ...source, fact: i, at: placeOf(source.column, header, name) }];
  });
  const lost = scored.filter(({ fact, i }) => !absent.includes(fact) && !found.some((source) => source.fact === i));
  if (lost.length > 0)
    throw new Problem(
      `${name} has no column for ${lost.map(({ fact }) => fact).join(', ')}`,
      `name the columns with --mapping (tahini import's), or say --absent ${lost.map(({ fact }) => fact).join(',')}`,
    );
  if (found.length + measured === 0)
    throw new Problem(`${name} has no column for any fact of the card`, 'is it the right card?');
  return found;
}

function finder({ file }: Scorecard, header: readonly string[], mapping: Mapping | undefined) {
  const learned = LearnedColumns.safeParse(file.provenance.columns).data ?? {};
  const missing = LearnedMissing.safeParse(file.provenance.missing).data ?? {};
  return (fact: string): FactSource | undefined => {
    if (mapping !== undefined) {
      const mapped = own(mapping.facts, fact);
      return mapped === undefined ? undefined : { ...mapped, missing: mapping.missing };
    }
    const column =
      own(learned, fact) ??
      header.find((text) => text === fact) ??
      header.find((text) => factNames([text]).get(text) === fact);
    return column === undefined ? undefined : { column, missing: own(missing, column) };
  };
}
