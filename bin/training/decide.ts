import type { Column } from '../../lib/learning/frame.ts';
import { Problem } from '../../local/problem.ts';
import { categoryFromCodes } from './categories.ts';
import { type ColumnReader, MOST_CATEGORIES, type Stray } from './column-reader.ts';

/** What a column turned out to be, with what is worth saying of it. */
export type Decided =
  | { column: Column; coded?: boolean; leadingZeros?: boolean; mixed?: boolean }
  /** It is neither numbers nor few enough categories. */
  | { column: undefined; why: string };

/** From this share of numbers on, a text among them is a mistake, and not one category of many. */
const MOSTLY = 0.9;
/** Fewer different numbers than this, and the others may be categories as well: 0, 1, 2, 3+. */
const MANY_NUMBERS = 20;
/** So few whole numbers might be codes; they are read as numbers, which keeps their order, and it is said. */
const FEW_NUMBERS = 10;

/** Number or category? Throws a Problem, with row and column, for cells that do not fit what the column is. */
export function decide(reader: ColumnReader, file: string): Decided {
  const { name, spec, strays, numeric } = reader;
  if (spec.type === 'category') return asCategory(reader, true);
  if (spec.type === 'number') {
    if (strays !== undefined) throw notANumber(reader, strays, file, 'the spec says that the column holds numbers');
    return asNumber(reader);
  }
  if (strays === undefined && numeric > 0 && !reader.leadingZeros) return asNumber(reader);
  const nearly = reader.nearly;
  if (strays !== undefined && nearly !== undefined && nearly.count === strays.count)
    throw new Problem(
      `${file}: row ${nearly.row} (line ${nearly.line}), column ${JSON.stringify(name)} holds ${JSON.stringify(nearly.text)}: a number with ${nearly.what}?`,
      'write numbers as 1234.5, or say in the spec that the column is a category',
    );
  const mostly = numeric >= MOSTLY * (numeric + (strays?.count ?? 0));
  if (strays !== undefined && mostly && differentNumbers(reader) > MANY_NUMBERS)
    throw notANumber(reader, strays, file, `${numeric} of the column's cells are numbers`);
  return asCategory(reader, false);
}

function asNumber(reader: ColumnReader): Decided {
  const values = reader.numbers.done();
  const few = reader.codes !== undefined && reader.texts.length <= FEW_NUMBERS && reader.texts.length > 2;
  const coded = few && values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  return { column: { name: reader.name, kind: 'number', values }, coded };
}

function asCategory(reader: ColumnReader, said: boolean): Decided {
  const { name, codes, texts, leadingZeros, numeric, strays } = reader;
  if (codes === undefined) {
    const zeros = leadingZeros && !said ? ' (digits with leading zeros, so no numbers)' : '';
    return { column: undefined, why: `more than ${MOST_CATEGORIES} different texts${zeros}` };
  }
  const mixed = !said && numeric > 0 && strays !== undefined;
  return { column: categoryFromCodes(name, codes.done(), texts), leadingZeros: leadingZeros && !said, mixed };
}

function differentNumbers({ codes, texts }: ColumnReader): number {
  return codes === undefined ? MOST_CATEGORIES : texts.length;
}

function notANumber({ name }: ColumnReader, { text, row, line, count }: Stray, file: string, why: string): Problem {
  const others = count > 1 ? ` and ${count - 1} more` : '';
  return new Problem(
    `${file}: row ${row} (line ${line}), column ${JSON.stringify(name)}${others}: ${JSON.stringify(shortened(text))} is not a number, but ${why}`,
    'mend it, or list the text under missing in the spec',
  );
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
