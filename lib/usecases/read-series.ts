import type { Fact } from '../schemas/dictionary.ts';
import type { FactReport } from '../schemas/profile.ts';
import { monthOf, parseMonth } from '../scoring/calendar.ts';
import { compareText, keepNewest, type Series, type Slot } from '../scoring/evidence.ts';
import { type Refuse, readNumber, type Statement } from './read-value.ts';

type MonthsFact = Extract<Fact, { type: 'months' }>;

const MOST_ACCOUNTS = 20;

/** `{account: {'2026-01': value | null}}` becomes slots; null takes a month back. Undefined when something was refused. */
export function readSeries(
  report: FactReport,
  fact: MonthsFact,
  statement: Statement,
  refuse: Refuse,
): Series[] | undefined {
  if (report.retracted) return refuse(['retracted'], 'wrong-type', 'Months are taken back one by one, with null.');
  const accounts = entriesOf(report.value);
  if (accounts === undefined)
    return refuse(['value'], 'wrong-type', "Must be an object {account: {'YYYY-MM': value}}.");
  if (accounts.length > MOST_ACCOUNTS)
    return refuse(['value'], 'too-many-facts', `At most ${MOST_ACCOUNTS} accounts at a time.`);
  const series: Series[] = [];
  for (const [account, months] of accounts) {
    if (!/^[A-Za-z0-9._-]{1,32}$/.test(account)) {
      refuse(['value', account], 'wrong-type', 'An account is named by 1 to 32 letters, digits, dots or dashes.');
      continue;
    }
    const slots = readSlots(account, months, fact, statement, refuse);
    if (slots.length > 0) series.push({ sourceId: statement.sourceId, account, slots: keepNewest(slots) });
  }
  return series.sort((a, b) => compareText(a.account, b.account));
}

function readSlots(account: string, months: unknown, fact: MonthsFact, statement: Statement, refuse: Refuse): Slot[] {
  const { day, revision, tier } = statement;
  const entries = entriesOf(months);
  if (entries === undefined) {
    refuse(['value', account], 'wrong-type', "Must be an object {'YYYY-MM': value}.");
    return [];
  }
  const slots: Slot[] = [];
  for (const [text, given] of entries) {
    const path = ['value', account, text];
    const month = parseMonth(text);
    if (month === undefined) refuse(path, 'wrong-type', 'Must be a month, YYYY-MM.');
    else if (month > monthOf(day)) refuse(path, 'future-observation', 'Lies after the day on which it was observed.');
    else {
      const value = given === null ? null : readSlot(given, fact, path, refuse);
      if (value !== undefined) slots.push({ month, value, tier, day, revision });
    }
  }
  return slots.sort((a, b) => a.month - b.month);
}

/** A status is a whole number; an amount need not be. */
function readSlot(given: unknown, fact: MonthsFact, path: readonly string[], refuse: Refuse): number | undefined {
  const value = readNumber(given, fact.range, path, refuse);
  if (value === undefined || fact.combine === 'sum' || Number.isInteger(value)) return value;
  return refuse(path, 'wrong-type', 'Must be a whole number.');
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return plain ? Object.entries(value) : undefined;
}
