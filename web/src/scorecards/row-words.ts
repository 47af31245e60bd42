import type { Fact } from '../../../lib/schemas/dictionary.ts';
import type { CharacteristicFile } from '../../../lib/schemas/scorecard.ts';
import { exact } from '../card/exact.ts';
import { areStatuses, categoryInWords } from '../card/fact-words.ts';
import type { Texts } from '../i18n/use-texts.ts';

type Bin = CharacteristicFile['bins'][number];
type Range = Extract<Bin, { from: unknown }>;
type Words = Record<'under' | 'over', (bound: string) => string> & {
  any: string;
  between(from: string, to: string): string;
};

/** What earns the points of a bin. */
export function binInWords(bin: Bin, { fold }: CharacteristicFile, fact: Fact, texts: Texts): string {
  const { t, list } = texts;
  if ('is' in bin) return bin.is ? t.scorecards.yes : t.scorecards.no;
  if ('categories' in bin) return list(bin.categories.map((name) => categoryInWords(name, t)));
  if (fold === 'worst' && areStatuses(fact)) return statusesInWords(bin, texts);
  if (fold === 'trend' && areStatuses(fact)) return stepsInWords(bin, texts);
  return rangeInWords(bin, (value) => exact(value, texts), t.scorecards);
}

function rangeInWords({ from, to }: Range, say: (bound: number) => string, words: Words): string {
  if (from === null) return to === null ? words.any : words.under(say(to));
  return to === null ? words.over(say(from)) : words.between(say(from), say(to));
}

/** Each of the statuses 0-4 that the bin holds. */
function statusesInWords({ from, to }: Range, { t, list }: Texts): string {
  const held = t.evidence.statuses.filter((_, status) => (from ?? 0) <= status && status < (to ?? Infinity));
  return list(held);
}

/** Hundredths of a status are steps of about 30 days; the measure is whole, so under 1 is 0 or less. */
function stepsInWords(bin: Range, { t, number }: Texts): string {
  if (bin.from === null && bin.to !== null && bin.to > 0 && bin.to <= 1) return t.scorecards.notLater;
  return rangeInWords(bin, (value) => number(value / 100, 2), { ...t.scorecards, ...t.scorecards.stepsLater });
}
