import { Problem } from '../../../local/problem.ts';

/** The names of the columns; one without a name (row numbers often are) is called by its place. Throws a Problem. */
export function headerOf(cells: readonly string[], delimiter: string, name: string): string[] {
  const header = cells.map((cell, at) => cell.trim() || `(column ${at + 1})`);
  const twice = new Set(header.filter((column, at) => header.indexOf(column) !== at));
  if (twice.size > 0)
    throw new Problem(`the header of ${name} names ${quoted([...twice])} twice`, 'give each column its own name');
  if (header.includes('__proto__'))
    throw new Problem(`${name} has a column "__proto__", which no JSON reader is safe with`, 'give it another name');
  const other = [';', '\t', '|', ','].find((mark) => mark !== delimiter && header[0]!.split(mark).length > 2);
  if (header.length === 1 && other !== undefined)
    throw new Problem(
      `${name} has one column, ${quoted(header)}`,
      `its cells seem to be divided by ${JSON.stringify(other)}: say so with --delimiter`,
    );
  return header;
}

/** The place of a column. Throws a Problem that names those there are. */
export function placeOf(column: string, header: readonly string[], name: string): number {
  const at = header.indexOf(column);
  if (at >= 0) return at;
  throw new Problem(`${name} has no column ${quoted([column])}`, `its columns are ${quoted(header)}`);
}

export function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

/** For rows that are read as a whole: a cell too many or too few shifts all that follow. */
export function refuseRagged(cells: readonly string[], header: readonly string[], where: Place): void {
  if (cells.length === header.length) return;
  throw new Problem(
    `${where.name}: row ${where.row} (line ${where.line}) has ${cells.length} cells, the header ${header.length}`,
    'mend the row, or put cells that hold the delimiter in quotes',
  );
}

/** Where something stands in a file. */
export interface Place {
  name: string;
  row: number;
  line: number;
}
