import type { Fact } from '../../lib/schemas/dictionary.ts';
import { formatDay, formatMonth, monthOf, parseDay } from '../../lib/scoring/calendar.ts';
import type { Value } from '../../lib/scoring/model.ts';
import { codeOf } from '../../lib/scoring/points.ts';
import { cellReader } from '../import/cells.ts';
import type { FactColumn } from '../import/mapping.ts';
import { shortNumber } from '../training/short-number.ts';
import { meanings, owned } from '../training/texts.ts';

/** What a cell states of a fact: a value with its code, nothing, or the rule that it breaks. */
export type Said = { value: Value; code: number; unseen?: true } | { rule: string; detail: string } | undefined;

/** Where a fact stands in a file, and how its cells are read. */
export interface FactSource extends Pick<FactColumn, 'map' | 'scale'> {
  column: string;
  /** Texts for 'not known'; the usual ones when absent. */
  missing?: readonly string[] | undefined;
}

/** Cells that are kept with what they say; a column of more different texts is not worth remembering. */
const MOST_REMEMBERED = 1024;

/** Instead of a date: completed months or years, as `tahini train --prior` and a book of decisions have them. */
const COMPLETED = /^\d{1,4}(\.0+)?$/;

/** Reads a cell; what it says is valid until the next one is read. */
export type ReadCell = (text: string) => Said;

/**
 * How the cells of a fact are read: as the API reads its values, but that a category which the dictionary does not know is
 * 'unseen', for which every card has points. `asOf` is the day of the statement.
 */
export function factReader(fact: Fact, source: FactSource, asOf: number): ReadCell {
  const read = remembering(uncached(fact, source, asOf));
  const plain = fact.type === 'number' && source.map === undefined && (source.scale ?? 1) === 1;
  return plain ? numberReader(fact.range, source.missing ?? [], read) : read;
}

/** Most cells are short numbers; all others go the long way. */
function numberReader([low, high]: readonly [number, number], missing: readonly string[], read: ReadCell): ReadCell {
  const said = { value: 0, code: 0 };
  const codes = missing.some((text) => !Number.isNaN(shortNumber(text)));
  return (text) => {
    const value = codes ? Number.NaN : shortNumber(text);
    // Not so for NaN, either.
    if (!(value >= low && value <= high)) return read(text);
    said.value = value;
    said.code = value;
    return said;
  };
}

function remembering(read: ReadCell): ReadCell {
  const known = new Map<string, Said>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before;
    const said = read(text);
    if (known.size < MOST_REMEMBERED) known.set(owned(text), said);
    return said;
  };
}

function uncached(fact: Fact, source: FactSource, asOf: number): ReadCell {
  const means = meanings(source.missing);
  const categories = fact.type === 'category' ? new Set(fact.categories) : undefined;
  const known = new Set(Object.keys(source.map ?? {}));
  const type =
    fact.type === 'category' ? 'text' : fact.type === 'flag' ? 'flag' : fact.type === 'since' ? 'date' : 'number';
  const cell = cellReader(
    source.map === undefined
      ? { column: source.column, type, ...(source.scale !== undefined && { scale: source.scale }) }
      : { column: source.column, map: source.map },
  );
  return (text) => {
    // A text that the card knows is never 'not known', whatever it looks like.
    if (text === '' || (!categories?.has(text) && !known.has(text) && isMissing(means(text), fact))) return undefined;
    if (fact.type === 'since' && source.map === undefined && COMPLETED.test(text))
      return since(Number(text), fact, asOf);
    const reading = cell(text);
    if ('rule' in reading) return reading;
    return reading.value === null ? undefined : checked(reading.value, fact, asOf);
  };
}

/** The latest date that has so many completed months or years. */
function since(completed: number, fact: Fact & { type: 'since' }, asOf: number): Said {
  const month = monthOf(asOf) - completed * (fact.unit === 'years' ? 12 : 1);
  const first = parseDay(`${formatMonth(month)}-01`);
  if (first === undefined) return { rule: 'not-a-date', detail: 'Lies before 1900.' };
  const sameDay = first + Number(formatDay(asOf).slice(8)) - 1;
  const value = monthOf(sameDay) === month ? sameDay : (parseDay(`${formatMonth(month + 1)}-01`) ?? first) - 1;
  return { value, code: codeOf(fact, value) };
}

function isMissing(meaning: string, { type }: Fact): boolean {
  return meaning === 'missing' || (meaning === 'missing-among-numbers' && type === 'number');
}

/** The rules of lib/usecases/read-report.ts, for one cell. */
function checked(value: Value, fact: Fact, asOf: number): Said {
  if (fact.type === 'number') {
    if (typeof value !== 'number') return { rule: 'wrong-type', detail: 'Must be a number.' };
    const [low, high] = fact.range;
    if (value < low || value > high) return { rule: 'out-of-range', detail: `Must be between ${low} and ${high}.` };
    const plain = value + 0;
    return { value: plain, code: plain };
  }
  if (fact.type === 'flag')
    return typeof value === 'boolean'
      ? { value, code: Number(value) }
      : { rule: 'wrong-type', detail: 'Must be true or false.' };
  if (fact.type === 'category') {
    const code = typeof value === 'string' ? fact.categories.indexOf(value) : -1;
    return code < 0 ? { value, code, unseen: true } : { value, code };
  }
  const day = typeof value === 'string' ? parseDay(value) : undefined;
  if (day === undefined) return { rule: 'not-a-date', detail: 'Must be a date, YYYY-MM-DD.' };
  if (day > asOf) return { rule: 'future-observation', detail: 'Lies after the day on which it was observed.' };
  return { value: day, code: codeOf(fact, day) };
}
