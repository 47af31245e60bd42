import { type Validation, validate } from '../../lib/learning/validation/validate.ts';
import { TrainingBaseline } from '../../lib/scorecards/stability.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import type { Mapping } from '../import/mapping.ts';
import type { Position } from '../import/progress.ts';
import { openTable } from '../training/csv/table.ts';
import { People } from './people.ts';
import { notesOnRows, scorerFor } from './score-file.ts';

export interface ValidateFile {
  card: Scorecard;
  data: string;
  target: string;
  weights: string | undefined;
  other: Scorecard | undefined;
  protected: readonly string[];
  cutOff: number | undefined;
  asOf: number;
  mapping: Mapping | undefined;
  absent: readonly string[];
  consents: readonly string[];
  strict: boolean;
  delimiter: string;
  onProgress?(position: Position): void;
  /** What keeps rows from counting in full, a line each. */
  onNote?(note: string): void;
}

/** The file that a card was judged on. */
export interface JudgedData {
  file: string;
  sha256: string;
  target: string;
}

export interface FileValidation extends Validation {
  data: JudgedData;
  /** Rows that the API would refuse; they are in none of the figures. */
  refused: number;
  /** Cells with a category that the dictionary does not know, by column. */
  unseen: Record<string, number>;
}

/** Judges a card on the people of a CSV file whose outcomes are known. Throws a Problem. */
export async function validateFile(options: ValidateFile): Promise<FileValidation> {
  const table = await openTable(options.data, options.delimiter);
  for (const note of notesOnRows(options, table)) options.onNote?.(note);
  const scorer = scorerFor(options, table);
  const other = options.other && scorerFor({ ...options, card: options.other }, table);
  const people = new People(options, table, scorer, other);
  for await (const { first, rows, lines, end } of table.batches) {
    for (let i = 0; i < rows.length; i += 1) people.take(rows[i]!, first + i, lines[i]!);
    options.onProgress?.({ rows: first + rows.length, refused: people.refused, fraction: end / table.size });
  }
  const validation = validate({
    ...people.judged(),
    card: options.card,
    baseline: baselineOf(options.card),
    cutOff: options.cutOff,
  });
  const data = { file: table.name, sha256: table.hash(), target: options.target };
  return { data, ...validation, refused: people.refused, unseen: Object.fromEntries(scorer.unseen) };
}

function baselineOf({ file }: Scorecard): TrainingBaseline | undefined {
  return TrainingBaseline.safeParse(file.provenance.baseline).data;
}
