import type { Column } from '../frame.ts';

/** People who share a value of a protected column. */
export interface Group {
  name: string;
  places: number[];
}

/** More categories than this are no groups. */
export const MOST_GROUPS = 50;
const FEW_VALUES = 10;
/** Young people, and people of 62 and over, whom the law protects (12 CFR 1002.2(o)). */
const AGES = [25, 40, 62];

/** The groups of a protected column: its categories or few numbers, else ages or quarters; missing is a group as well. */
export function groupsOf(column: Column, isAge: boolean): Group[] {
  return column.kind === 'category'
    ? gathered(column.codes, (code) => (code < 0 ? undefined : column.labels[code]))
    : ofNumbers(column.values, isAge);
}

function ofNumbers(values: Float64Array, isAge: boolean): Group[] {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  const different = new Set(present);
  if (!isAge && different.size <= FEW_VALUES)
    return gathered(values, (value) => (Number.isNaN(value) ? undefined : String(value)));
  const quarters = [1, 2, 3].map((q) => present[Math.floor((q * present.length) / 4)]!);
  const cuts = isAge ? AGES : [...new Set(quarters)];
  return gathered(values, (value) => (Number.isNaN(value) ? undefined : rangeName(value, cuts)));
}

function rangeName(value: number, cuts: readonly number[]): string {
  const at = cuts.filter((cut) => value >= cut).length;
  if (at === 0) return `under ${cuts[0]}`;
  return at === cuts.length ? `${cuts.at(-1)} and over` : `${cuts[at - 1]} to under ${cuts[at]}`;
}

/** In the order of their size, so that the largest comes first. */
function gathered(values: Float64Array | Int32Array, nameOf: (value: number) => string | undefined): Group[] {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < values.length; i += 1) {
    const name = nameOf(values[i]!) ?? '(missing)';
    const places = groups.get(name);
    if (places === undefined) groups.set(name, [i]);
    else places.push(i);
  }
  return [...groups]
    .map(([name, places]) => ({ name, places }))
    .sort((a, b) => b.places.length - a.places.length || (a.name < b.name ? -1 : 1));
}
