import type { Validation } from '../../lib/learning/validation/validate.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import type { JudgedData } from '../scoring/validate-file.ts';
import type { Html } from './html.ts';

/** What a report is written from; nothing else is looked at, neither clock nor file. */
export interface ReportInput {
  /**
   * `file`: people of a file were scored by the card. `held-out`: the people it was learned from, each scored by a table
   * that was learned without them.
   */
  on: 'file' | 'held-out';
  card: Scorecard;
  found: Validation;
  data: JudgedData;
  /** Rows that the API would refuse. */
  refused: number;
  /** Cells with a category that the dictionary does not know, by column. */
  unseen: Readonly<Record<string, number>>;
  /** What was said while the card was learned. */
  notes: readonly string[];
  /** Version of this program. */
  program: string;
}

export interface Section {
  id: string;
  title: string;
  body: Html;
  /** Begins a page when printed. */
  newPage?: boolean;
}
