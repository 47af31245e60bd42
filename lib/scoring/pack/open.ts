import type { Reader } from '../../dense/symbols.ts';
import type { Fact } from '../../schemas/dictionary.ts';
import { isPartner, type Statement, type Statements, statementOf } from '../evidence.ts';
import { type Dictionary, SELF_TIER } from '../model.ts';
import { type MonthTable, type MonthTables, monthTables } from '../months.ts';
import { unpack } from '../pack.ts';
import { readFacts } from './facts.ts';
import { FORMER_VERSION, unpackJson } from './json-form.ts';
import { openReports, type Report } from './reports.ts';
import { readSlots, type Slots, seriesOf } from './slots.ts';

/**
 * Packed evidence straight into what scoring looks at, without the registers it is merged in: what `unpack` makes ready,
 * to the byte, in a fraction of the time. Errors as of `unpack`.
 */
export function open(packed: string, dictionary: Dictionary): Statements {
  if (packed[0] === FORMER_VERSION) return unpackJson(packed, dictionary);
  const { reader, reports } = openReports(packed);
  const size = dictionary.facts.length;
  const months: (MonthTables | undefined)[] = new Array(size).fill(undefined);
  const sole: (Statement | undefined)[] = new Array(size).fill(undefined);
  const several: (Statement[] | undefined)[] = new Array(size).fill(undefined);
  readFacts(reader, dictionary, (fact, definition, entries) => {
    if (definition.type === 'months') months[fact] = readMonths(reader, reports, entries, definition.combine);
    else if (entries === 1) sole[fact] = readStatement(reader, reports, definition);
    else {
      const stated = readStatements(reader, reports, entries, definition);
      if (stated.length > 1) several[fact] = stated;
      else sole[fact] = stated[0];
    }
  });
  const present: number[] = [];
  const contested: number[] = [];
  for (let fact = 0; fact < size; fact += 1) {
    if (several[fact] !== undefined) contested.push(fact);
    else if (sole[fact] === undefined && months[fact] === undefined) continue;
    present.push(fact);
  }
  const partners = partnersOf(reports, packed, dictionary);
  return { dictionary, months, sole, several, contested, present, latest: latestOf(reports), partners };
}

/** Their months lie folded with those of others: who has to leave some out unpacks the registers. */
function partnersOf(reports: readonly Report[], packed: string, dictionary: Dictionary): Statements['partners'] {
  let sources: Set<string> | undefined;
  let last = '';
  for (const { sourceId } of reports) {
    // Reports lie by source.
    if (sourceId === last) continue;
    last = sourceId;
    if (isPartner(sourceId)) sources = (sources ?? new Set()).add(sourceId);
  }
  return sources && { sources: [...sources].sort(), registers: () => unpack(packed, dictionary) };
}

/** Every report that is listed says something, if only that something is taken back. */
function latestOf(reports: readonly Report[]): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { day } of reports) if (day > latest) latest = day;
  return latest;
}

/** Undefined when it was taken back. */
function readStatement(reader: Reader, reports: readonly Report[], fact: Fact): Statement | undefined {
  const report = reports[reader.number()] as Report;
  const value = reader.value();
  return value === null ? undefined : statementOf(fact, value, report);
}

function readStatements(reader: Reader, reports: readonly Report[], entries: number, fact: Fact): Statement[] {
  const stated: Statement[] = [];
  for (let left = entries; left > 0; left -= 1) {
    const statement = readStatement(reader, reports, fact);
    if (statement !== undefined) stated.push(statement);
  }
  return stated;
}

/** Nearly always one source speaks of one account. */
function readMonths(
  reader: Reader,
  reports: readonly Report[],
  entries: number,
  combine: 'worst' | 'sum',
): MonthTables {
  if (entries === 1) {
    const account = reader.textOf();
    const slots = readSlots(reader);
    const { tier } = reports[slots.reports[0] as number] as Report;
    if (slots.reports.every((place) => reports[place]?.tier === tier)) {
      const table = tableOf(slots, reports);
      return tier === SELF_TIER ? { self: table, others: undefined } : { self: undefined, others: table };
    }
    return monthTables([seriesOf(account, slots, reports)], combine);
  }
  return monthTables(
    Array.from({ length: entries }, () => {
      const account = reader.textOf();
      return seriesOf(account, readSlots(reader), reports);
    }),
    combine,
  );
}

/** What `monthTables` makes of one account of one source and tier; undefined when all was taken back. */
function tableOf({ months, reports, values }: Slots, all: readonly Report[]): MonthTable | undefined {
  let first = 0;
  let last = months.length - 1;
  while (first <= last && values[first] === null) first += 1;
  while (first <= last && values[last] === null) last -= 1;
  if (first > last) return undefined;
  const newest = months[last] as number;
  const length = newest - (months[first] as number) + 1;
  const said = new Array<number>(length);
  const days = new Array<number>(length);
  if (length > last - first + 1 || values.includes(null)) {
    said.fill(Number.NaN);
    days.fill(Number.NEGATIVE_INFINITY);
  }
  for (let i = last; i >= first; i -= 1) {
    const value = values[i] as number | null;
    if (value === null) continue;
    const back = newest - (months[i] as number);
    said[back] = value;
    days[back] = (all[reports[i] as number] as Report).day;
  }
  const { sourceId, tier } = all[reports[0] as number] as Report;
  return { newest, values: said, days, sourceId, tier, slots: undefined };
}
