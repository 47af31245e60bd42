import type { CharacteristicFile } from '../../../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import type { Texts } from '../../i18n/use-texts.ts';
import { cellsOf, nameOf } from '../cells.ts';

/** A characteristic of two cards, row by row; undefined where one of them has no such row. */
export interface Aligned {
  id: string;
  name: string;
  dimension: CharacteristicFile['dimension'];
  /** Whether each card has it. */
  has: readonly [before: boolean, after: boolean];
  rows: readonly { says: string; before: number | undefined; after: number | undefined }[];
  differs: boolean;
}

/** The characteristics of both cards by id: those of the second in its order, then what only the first has. */
export function align(from: Scorecard, to: Scorecard, texts: Texts): Aligned[] {
  const gone = from.file.characteristics.filter(({ id }) => !to.file.characteristics.some((each) => each.id === id));
  const kept = to.file.characteristics.map((row) =>
    aligned(
      from.file.characteristics.find(({ id }) => id === row.id),
      row,
    ),
  );
  return [...kept, ...gone.map((row) => aligned(row, undefined))];

  function aligned(before: CharacteristicFile | undefined, after: CharacteristicFile | undefined): Aligned {
    const then = before && cellsOf(from, before, texts);
    const now = after && cellsOf(to, after, texts);
    const pointsIn = (cells: typeof then, says: string) => cells?.find((cell) => cell.says === says)?.points;
    // Rows that only the first has come before the second's last, which is what nobody knows.
    const words = [...new Set([...(now ?? []).slice(0, -1), ...(then ?? []), ...(now ?? [])].map(({ says }) => says))];
    const rows = words.map((says) => ({ says, before: pointsIn(then, says), after: pointsIn(now, says) }));
    const { id, dimension } = (after ?? before)!;
    return {
      id,
      name: after === undefined ? nameOf(from, before!, texts) : nameOf(to, after, texts),
      dimension,
      has: [before !== undefined, after !== undefined],
      rows,
      differs: rows.some((row) => row.before !== row.after),
    };
  }
}
