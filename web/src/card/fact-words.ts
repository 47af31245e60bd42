import type { Fact } from '../../../lib/schemas/dictionary.ts';
import type { Value } from '../../../lib/scoring/model.ts';
import type { Texts } from '../i18n/use-texts.ts';

// What values are called, on every page alike: where a dictionary has names only, by the console's words.

/** A value as it was stated: a date is `YYYY-MM-DD`. */
export function valueInWords(fact: Fact | undefined, value: Value, { t, number, day }: Texts): string {
  if (typeof value === 'boolean') return value ? t.evidence.yes : t.evidence.no;
  if (typeof value === 'number') return withUnit(number(value, Number.isInteger(value) ? 0 : 1), unitOf(fact), t);
  if (fact?.type === 'since') return day(value);
  return categoryInWords(value, t);
}

/** A foreign dictionary may have categories without words. */
export function categoryInWords(name: string, t: Texts['t']): string {
  return t.evidence.categories[name] ?? spaced(name);
}

/** A category's name in the words that it is made of: `from200OrSalary` is `from 200 or salary`; codes stay as they are. */
function spaced(name: string): string {
  if (!/^[a-z]{2}[A-Za-z0-9]*$/.test(name)) return name;
  return name.replaceAll(/(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])/g, ' ').toLowerCase();
}

export function unitInWords(unit: string, t: Texts['t']): string {
  return t.evidence.units[unit] ?? unit;
}

export function withUnit(figure: string, unit: string, t: Texts['t']): string {
  const said = unitInWords(unit, t);
  return said.startsWith('%') ? `${figure}${said}` : `${figure} ${said}`.trim();
}

export function unitOf(fact: Fact | undefined): string {
  return fact !== undefined && 'unit' in fact ? fact.unit : '';
}

/** Of months that hold how late somebody was, 0-4. */
export function areStatuses(fact: Fact | undefined): boolean {
  return fact?.type === 'months' && fact.combine === 'worst';
}
