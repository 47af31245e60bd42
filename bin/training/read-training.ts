import type { Column, Frame } from '../../lib/learning/frame.ts';
import { own } from '../../lib/learning/own.ts';
import { Problem } from '../../local/problem.ts';
import type { Position } from '../import/progress.ts';
import { ColumnReader } from './column-reader.ts';
import { placeOf, refuseRagged } from './csv/header.ts';
import { openTable, type Table } from './csv/table.ts';
import { type Decided, decide } from './decide.ts';
import { Growing } from './growing.ts';
import { notesOn } from './notes.ts';
import { refuseUnknown, type TrainingSpec } from './spec.ts';
import { outcomeOf, refuseNobody, refuseOneClass, weightOf } from './target.ts';
import { trimmed } from './texts.ts';

export interface TrainingFile {
  file: string;
  /** The column of the outcome: 1 = bad. */
  target: string;
  /** The column that tells how many people a row stands for. */
  weights?: string | undefined;
  spec: TrainingSpec;
  /** Rows x columns that fit; more are refused before they fill the memory. */
  mostCells?: number;
  onProgress?(position: Position): void;
}

export interface TrainingData {
  /** Every column that can be read, the protected ones among them. */
  frame: Frame;
  /** Columns that are neither numbers nor categories, with the reason. */
  leftOut: { column: string; why: string }[];
  /** What was guessed, one line each. */
  notes: string[];
  /** Texts for 'missing' by column, where the spec names them: a file that is scored later is read in the same way. */
  missing: Record<string, readonly string[]>;
  /** For the card's provenance. */
  source: { file: string; sha256: string; rows: number; columns: number; bad: number; badRate: number };
}

/** A cell takes up to 12 bytes while its column is undecided: 600 MB. */
export const MOST_CELLS = 50_000_000;

/** Reads people with known outcomes from a CSV file, once, in memory that their number of cells bounds. Throws a Problem. */
export async function readTraining(options: TrainingFile): Promise<TrainingData> {
  const table = await openTable(options.file, options.spec.delimiter);
  const { header, name } = table;
  refuseUnknown(options.spec, header, name);
  const targetAt = placeOf(options.target, header, name);
  const weightAt = options.weights === undefined ? -1 : placeOf(options.weights, header, name);
  if (weightAt === targetAt) throw new Problem('the target cannot be the weights as well', 'name another column');
  const wanted = header.flatMap((column, at) =>
    at === targetAt || at === weightAt || own(options.spec.columns, column)?.ignore ? [] : [{ column, at }],
  );
  const room = new Room(table, wanted.length + 1, options.mostCells ?? MOST_CELLS);
  const readers = wanted.map(({ column, at }) => ({
    at,
    reader: new ColumnReader(column, own(options.spec.columns, column) ?? {}, options.spec.missing, room.expected),
  }));
  const bad = new Growing(new Uint8Array(), room.expected);
  const weights = weightAt < 0 ? undefined : new Growing(new Float64Array(), room.expected);
  for await (const { first, rows, lines, end } of table.batches) {
    room.check(first + rows.length);
    rows.forEach((cells, i) => {
      const place = { name, row: first + i, line: lines[i]! };
      refuseRagged(cells, header, place);
      bad.push(outcomeOf(trimmed(cells[targetAt]!), options.target, place));
      weights?.push(weightOf(trimmed(cells[weightAt]!), options.weights!, place));
      for (const { at, reader } of readers) reader.take(trimmed(cells[at]!), place.row, place.line);
    });
    options.onProgress?.({ rows: first + rows.length, refused: 0, fraction: end / table.size });
  }
  const frame = { rows: bad.length, bad: bad.done(), ...(weights && { weights: weights.done() }) };
  refuseOneClass(frame.bad, options.target, name);
  if (frame.weights !== undefined) refuseNobody(frame.bad, frame.weights, options.weights!, name);
  return assembled(
    frame,
    readers.map(({ reader }) => reader),
    table,
  );
}

function assembled(frame: Omit<Frame, 'columns'>, readers: readonly ColumnReader[], table: Table): TrainingData {
  const decided = readers.map((reader): [ColumnReader, Decided] => [reader, decide(reader, table.name)]);
  const columns: Column[] = decided.flatMap(([, { column }]) => column ?? []);
  const leftOut = decided.flatMap(([{ name }, it]) => (it.column === undefined ? [{ column: name, why: it.why }] : []));
  const bad = frame.bad.reduce((sum, value) => sum + value, 0);
  const { name, header } = table;
  return {
    frame: { ...frame, columns },
    leftOut,
    notes: notesOn(decided),
    missing: Object.fromEntries(readers.flatMap(({ name, given }) => (given === undefined ? [] : [[name, given]]))),
    source: {
      file: name,
      sha256: table.hash(),
      rows: frame.rows,
      columns: header.length,
      bad,
      badRate: bad / frame.rows,
    },
  };
}

/** Knows from the file's size and its first rows how many there will be, and refuses too many before they are read. */
class Room {
  readonly expected: number;
  readonly #columns: number;
  readonly #most: number;
  readonly #name: string;

  constructor({ size, bytesPerRow, name }: Table, columns: number, most: number) {
    this.expected = bytesPerRow === undefined ? 0 : Math.ceil((1.02 * size) / bytesPerRow);
    this.#columns = columns;
    this.#most = most;
    this.#name = name;
    // First rows may be shorter than the others; what is refused for certain is only counted.
    if (this.expected * columns > 1.5 * most) throw this.#tooMany(`about ${thousands(this.expected)}`);
  }

  check(rows: number): void {
    if (rows * this.#columns > this.#most) throw this.#tooMany(`more than ${thousands(rows - 1)}`);
  }

  #tooMany(rows: string): Problem {
    const fits = Math.floor(this.#most / this.#columns);
    return new Problem(
      `${this.#name} has ${rows} rows of ${this.#columns} columns, more than fit into memory`,
      `learn from a random sample of up to ${thousands(fits)} rows, or leave columns out with "ignore" in the spec`,
    );
  }
}

function thousands(value: number): string {
  const digits = value < 10_000 ? value : Number(value.toPrecision(3));
  return digits.toLocaleString('en-US');
}
