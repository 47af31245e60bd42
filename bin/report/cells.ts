import { informationValue, woeOf } from '../../lib/learning/woe.ts';
import type { CharacteristicFile } from '../../lib/schemas/scorecard.ts';
import { html, type Piece } from './html.ts';
import type { ReportInput } from './input.ts';
import { list, plain, said } from './words.ts';

/** A cell of a characteristic with its people. */
export interface Cell {
  /** What stands for it in a plot: 1, 2, ..., S = special code, U = unseen, M = missing. */
  mark: string;
  says: Piece;
  points: number;
  /** As the card was learned. */
  learned: number | undefined;
  n: number;
  bad: number;
  /** Of these people; null where nobody is. */
  woe: number | null;
}

export interface Characteristic {
  file: CharacteristicFile;
  name: string;
  people: number;
  cells: Cell[];
  /** Of these people. */
  informationValue: number;
}

/** The card's characteristics with the people of the data in each of their cells, in the card's order. */
export function characteristicsOf({ card, found }: ReportInput): Characteristic[] {
  return card.file.characteristics.map((file, c) => {
    const counts = found.characteristics[c]!.cells;
    const outcomes = counts.map(({ n, bad }) => ({ good: n - bad, bad }));
    const all = outcomes.reduce((sum, { good, bad }) => ({ good: sum.good + good, bad: sum.bad + bad }));
    const cells = cellsOf(file).map((cell, k) => {
      const { n, bad } = counts[k]!;
      return { ...cell, n, bad, woe: n > 0 ? woeOf(outcomes[k]!, all) : null };
    });
    const name = card.dictionary.facts[card.dictionary.index.get(file.fact)!]!.label.en;
    const people = all.good + all.bad;
    return { file, name, people, cells, informationValue: informationValue(outcomes, all) };
  });
}

type Told = Pick<Cell, 'mark' | 'says' | 'points' | 'learned'>;

/** Cells in the order in which a card numbers them: bins, special codes, unseen, then missing. */
export function cellsOf({ bins, special, unseen, missing }: CharacteristicFile): Told[] {
  const told = (mark: string, says: Piece, cell: { points: number; woe?: number | undefined }): Told => ({
    mark,
    says,
    points: cell.points,
    learned: cell.woe,
  });
  const several = special.length > 1;
  return [
    ...bins.map((bin, k) => told(`${k + 1}`, saysOf(bin), bin)),
    ...special.map((code, k) =>
      told(several ? `S${k + 1}` : 'S', html`special code ${code.values.map(plain).join(', ')}`, code),
    ),
    ...(unseen === undefined ? [] : [told('U', 'any other category', unseen)]),
    told('M', 'missing', missing),
  ];
}

function saysOf(bin: CharacteristicFile['bins'][number]): Piece {
  if ('is' in bin) return bin.is ? 'yes' : 'no';
  if ('categories' in bin) return list(bin.categories.map(said));
  const { from, to } = bin;
  if (from === null) return to === null ? 'any number' : `under ${plain(to)}`;
  return to === null ? `${plain(from)} and over` : `${plain(from)} to under ${plain(to)}`;
}
