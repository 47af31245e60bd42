import type { Fact } from '../../../lib/schemas/dictionary.ts';
import type { Scorecard, Value } from '../../../lib/scoring/model.ts';
import { type Texts, useTexts } from '../i18n/use-texts.ts';

/** What facts and their values are called: by the dictionary, and where it has names only, by the console's words. */
export function useFactWords(card: Scorecard | undefined) {
  const texts = useTexts();
  const definitionOf = (fact: string) => card?.dictionary.facts[card.dictionary.index.get(fact) ?? -1];
  return {
    definitionOf,
    label: (fact: string) => {
      const label = definitionOf(fact)?.label;
      return label === undefined ? fact : texts.say(label);
    },
    value: (fact: string, value: Value) => valueInWords(definitionOf(fact), value, texts),
  };
}

/** A value as it was stated: a date is `YYYY-MM-DD`. */
export function valueInWords(fact: Fact | undefined, value: Value, { t, number, day }: Texts): string {
  if (typeof value === 'boolean') return value ? t.evidence.yes : t.evidence.no;
  if (typeof value === 'number') return withUnit(number(value, Number.isInteger(value) ? 0 : 1), unitOf(fact), t);
  if (fact?.type === 'since') return day(value);
  return categoryInWords(value, t);
}

export function categoryInWords(name: string, t: Texts['t']): string {
  const words: Record<string, string> = t.evidence.categories;
  return words[name] ?? name;
}

export function withUnit(figure: string, unit: string, t: Texts['t']): string {
  const units: Record<string, string> = t.evidence.units;
  const said = units[unit] ?? unit;
  return said.startsWith('%') ? `${figure}${said}` : `${figure} ${said}`.trim();
}

export function unitOf(fact: Fact | undefined): string {
  return fact !== undefined && 'unit' in fact ? fact.unit : '';
}
