import type { DictionaryFile, Fact, Text, Tier } from '../../schemas/dictionary.ts';
import type { FittedCharacteristic } from '../fitted.ts';
import { own } from '../own.ts';
import type { CardOptions } from './options.ts';

/** What stands for every category that the training data did not hold: send this instead. */
export const OTHER = '(other)';

/** Of facts that nobody said anything of: a year, and nobody's own word. */
const HALF_LIFE_DAYS = 365;
const ASSERTABLE_BY: readonly Tier[] = ['platform', 'partner', 'bureau', 'registry'];

/** How a column is called: by its label, else by its own name in every language. */
export function labelOf(column: string, { words }: CardOptions): Text {
  return own(words, column)?.label ?? { en: column, zh: column };
}

/** A dictionary of the columns that the card scores. */
export function dictionaryOf(
  characteristics: readonly FittedCharacteristic[],
  names: ReadonlyMap<string, string>,
  options: CardOptions,
): DictionaryFile {
  const facts = characteristics.map((row): [string, Fact] => [names.get(row.column)!, factOf(row, options)]);
  return {
    id: options.id,
    version: options.version,
    title: `Facts of ${options.title}`,
    facts: Object.fromEntries(facts),
  };
}

/** The fact that a column states. */
export function factOf({ column, dimension, layout, extremes }: FittedCharacteristic, options: CardOptions): Fact {
  const words = own(options.words, column) ?? {};
  const common = {
    dimension,
    label: labelOf(column, options),
    halfLifeDays: words.halfLifeDays === undefined ? HALF_LIFE_DAYS : words.halfLifeDays,
    assertableBy: [...(words.assertableBy ?? ASSERTABLE_BY)],
    actionable: words.actionable ?? false,
    protected: own(options.protectedColumns, column) ?? false,
  };
  if (layout.kind === 'number')
    return { ...common, type: 'number', unit: words.unit ?? 'as in the data', range: rangeOf(extremes), tolerance: 0 };
  const inBins = layout.groups.flat();
  // Those too rare for a bin are known, too: the service takes them and gives them the points of the unseen. The order is
  // that of the texts, never of the bins: stored inputs name categories by place, and the next card has other bins.
  const named = [...new Set([...inBins, ...(own(options.categories, column) ?? [])])].sort();
  const categories = [...named, ...[OTHER, '(none)'].filter((name) => !named.includes(name))].slice(
    0,
    Math.max(2, named.length + 1),
  );
  return { ...common, type: 'category', categories };
}

/** Outcomes do not tell what is possible: a hundred times what was seen, on both sides of 0. */
function rangeOf({ low, high }: { low: number; high: number }): [number, number] {
  const largest = Math.max(Math.abs(low), Math.abs(high), 1);
  const bound = 10 ** (Math.ceil(Math.log10(largest)) + 2);
  return [-bound, bound];
}
