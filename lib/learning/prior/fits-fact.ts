import type { Fact } from '../../schemas/dictionary.ts';
import type { Column, NumberColumn } from '../frame.ts';

const FLAGS: ReadonlyMap<string, number> = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((text) => [text, 1] as const),
  ...['false', 'f', 'no', 'n', '0'].map((text) => [text, 0] as const),
]);

/** Why a column cannot measure a fact, to follow the column's name; undefined when it can. */
export function mismatch(column: Column, fact: Fact, name: string): string | undefined {
  if (fact.type === 'category')
    return column.kind === 'category'
      ? undefined
      : `holds numbers, and ${name} of the prior is a category: say "type": "category" in the spec, or call the column something else`;
  if (fact.type === 'flag')
    return isFlag(column)
      ? undefined
      : `is ${name} of the prior, a flag: it may hold 0 and 1, or true and false, or yes and no`;
  if (column.kind === 'category')
    return `holds categories, and ${name} of the prior is ${fact.type === 'number' ? 'a number' : 'measured as a number'}: mend it, or call the column something else`;
  const [low, high] = rangeOf(fact);
  const outside = column.values.find((value) => value < low || value > high);
  return outside === undefined
    ? undefined
    : `holds ${outside}, and ${name} of the prior lies between ${low} and ${high}: mend it, or list it under missing in the spec`;
}

/** A `since` fact is measured in completed months or years, a monthly one by what its months come to. */
function rangeOf(fact: Fact): readonly [number, number] {
  if (fact.type === 'number') return fact.range;
  return fact.type === 'since' ? [0, 2400] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

function isFlag(column: Column): boolean {
  if (column.kind === 'category') return column.labels.every((label) => FLAGS.has(label.toLowerCase()));
  return column.values.every((value) => Number.isNaN(value) || value === 0 || value === 1);
}

/** A flag as a number: false = 0, true = 1. */
export function asFlag(column: Column): NumberColumn {
  if (column.kind === 'number') return column;
  const values = column.labels.map((label) => FLAGS.get(label.toLowerCase()) ?? Number.NaN);
  return {
    name: column.name,
    kind: 'number',
    values: Float64Array.from(column.codes, (code) => values[code] ?? Number.NaN),
  };
}
