import type { Fact } from '../../../lib/schemas/dictionary.ts';
import type { CharacteristicFile } from '../../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import type { Texts } from '../i18n/use-texts.ts';

/** A row of a characteristic: what earns its points. */
export interface Cell {
  says: string;
  points: number;
}

/** In the order in which a card numbers them: bins, special codes, unseen, then missing. */
export function cellsOf({ bins, special, unseen, missing }: CharacteristicFile, texts: Texts): Cell[] {
  const { t, number, list } = texts;
  const plain = (value: number) => number(value, decimalsOf(value));
  const codes = special.map(({ values, points }) => ({
    says: t.scorecards.code(list(values.map(plain))),
    points,
  }));
  return [
    ...bins.map((bin) => ({ says: binInWords(bin, texts, plain), points: bin.points })),
    ...codes,
    ...(unseen === undefined ? [] : [{ says: t.scorecards.unseenCategory, points: unseen.points }]),
    { says: t.scorecards.missing, points: missing.points },
  ];
}

type Bin = CharacteristicFile['bins'][number];

function binInWords(bin: Bin, { t, list }: Texts, plain: (value: number) => string): string {
  if ('is' in bin) return bin.is ? t.scorecards.yes : t.scorecards.no;
  if ('categories' in bin) return list(bin.categories.map(spaced));
  const { from, to } = bin;
  if (from === null) return to === null ? t.scorecards.any : t.scorecards.under(plain(to));
  return to === null ? t.scorecards.over(plain(from)) : t.scorecards.between(plain(from), plain(to));
}

/** A category's name in the words that it is made of: `from200OrSalary` is `from 200 or salary`; codes stay as they are. */
export function spaced(name: string): string {
  if (!/^[a-z]{2}[A-Za-z0-9]*$/.test(name)) return name;
  return name.replaceAll(/(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])/g, ' ').toLowerCase();
}

/** All that a cut has, so that no two cuts look the same. */
function decimalsOf(value: number): number {
  return Math.min(6, (String(value).split('.')[1] ?? '').length);
}

export function factOf({ dictionary }: Scorecard, { fact }: Pick<CharacteristicFile, 'fact'>): Fact {
  return dictionary.facts[dictionary.index.get(fact)!]!;
}

/** What a characteristic measures: its fact, and what is made of its months. */
export function nameOf(card: Scorecard, characteristic: CharacteristicFile, texts: Texts): string {
  const label = texts.say(factOf(card, characteristic).label);
  const fold = foldInWords(characteristic, texts);
  return fold === undefined ? label : `${label}: ${fold}`;
}

/** What is made of months; undefined for any other fact. */
export function foldInWords({ fold, windowMonths = 24 }: CharacteristicFile, { t }: Texts): string | undefined {
  return fold && t.scorecards.folds[fold](windowMonths);
}

/** The most and the least that a characteristic can give. */
export function rangeOf({ bins, special, unseen, missing }: CharacteristicFile): { worst: number; best: number } {
  const all = [...bins, ...special, ...(unseen === undefined ? [] : [unseen]), missing].map(({ points }) => points);
  return { worst: Math.min(...all), best: Math.max(...all) };
}

/** As many decimals as the card's points have, so that what is shown is what counts. */
export function decimalsOfCard({ file }: Scorecard): number {
  const points = file.characteristics.flatMap(({ bins, special, missing }) => [...bins, ...special, missing]);
  return Math.max(...points.map((cell) => decimalsOf(cell.points)));
}
