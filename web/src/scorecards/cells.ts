import type { Fact } from '../../../lib/schemas/dictionary.ts';
import type { CharacteristicFile } from '../../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { decimalsOf, exact } from '../card/exact.ts';
import type { Texts } from '../i18n/use-texts.ts';
import { binInWords } from './row-words.ts';

/** A row of a characteristic: what earns its points. */
export interface Cell {
  says: string;
  points: number;
}

/** In the order in which a card numbers them: bins, special codes, unseen, then missing. */
export function cellsOf(card: Scorecard, characteristic: CharacteristicFile, texts: Texts): Cell[] {
  const { t, list } = texts;
  const { bins, special, unseen, missing } = characteristic;
  const fact = factOf(card, characteristic);
  const codes = special.map(({ values, points }) => ({
    says: t.scorecards.code(list(values.map((value) => exact(value, texts)))),
    points,
  }));
  return [
    ...bins.map((bin) => ({ says: binInWords(bin, characteristic, fact, texts), points: bin.points })),
    ...codes,
    ...(unseen === undefined ? [] : [{ says: t.scorecards.unseenCategory, points: unseen.points }]),
    { says: t.scorecards.missing, points: missing.points },
  ];
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
