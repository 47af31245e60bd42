import type { Characteristic } from '../cells.ts';
import type { Piece } from '../html.ts';
import type { ReportInput } from '../input.ts';

/** Something that these data show against relying on the card; a serious one wants an answer before a decision. */
export interface Limit {
  serious: boolean;
  says: Piece;
}

export type Look = (input: ReportInput, characteristics: readonly Characteristic[]) => Limit[];

export const serious = (says: Piece): Limit => ({ serious: true, says });
export const note = (says: Piece): Limit => ({ serious: false, says });
