import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay, formatMonth, monthOf, monthsBetween, parseDay, parseMonth } from '../../lib/scoring/calendar.ts';
import { day } from '../support/builders.ts';

const DAY_MS = 86_400_000;
const anyDay = fc.integer({ min: day('1900-01-01'), max: day('2199-12-31') });
const date = (of: number) => new Date(of * DAY_MS);

/** Completed months, by the book: month numbers apart, less one when the day of the month was not reached. */
function byTheBook(from: number, to: number): number {
  const [a, b] = [date(from), date(to)];
  const apart = 12 * (b.getUTCFullYear() - a.getUTCFullYear()) + b.getUTCMonth() - a.getUTCMonth();
  return b.getUTCDate() < a.getUTCDate() ? apart - 1 : apart;
}

describe('days', () => {
  test('are written and read alike, and agree with Date', () => {
    fc.assert(
      fc.property(anyDay, (of) => {
        expect(formatDay(of)).toBe(date(of).toISOString().slice(0, 10));
        expect(parseDay(formatDay(of))).toBe(of);
        expect(monthOf(of)).toBe(date(of).getUTCFullYear() * 12 + date(of).getUTCMonth());
        expect(parseMonth(formatDay(of).slice(0, 7))).toBe(monthOf(of));
        expect(formatMonth(monthOf(of))).toBe(formatDay(of).slice(0, 7));
      }),
      { numRuns: 1000 },
    );
  });
  test('at the ends of months and years, day by day over a century and its leap rule', () => {
    for (let of = day('1999-12-01'); of < day('2101-02-01'); of += 1)
      if (monthOf(of) !== date(of).getUTCFullYear() * 12 + date(of).getUTCMonth()) expect.fail(formatDay(of));
  });
  test.each([
    '2025-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '2025-1-1',
    '25-01-01',
    '1899-12-31',
    '2200-01-01',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '',
    '２０２５-01-01',
  ])('that do not exist are refused: %j', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
  test('leap days exist where they do', () => {
    expect(formatDay(day('2000-02-29') + 1)).toBe('2000-03-01');
    expect(formatDay(day('2100-02-28') + 1)).toBe('2100-03-01');
  });
  test.each(['2025-13', '2025-00', '2025-1', '2025', '1899-12', '2200-01', '2025-01-01', ''])(
    'months that do not exist are refused: %j',
    (text) => {
      expect(parseMonth(text)).toBeUndefined();
    },
  );
});

describe('completed months', () => {
  test.each([
    ['2025-01-31', '2025-02-28', 0],
    ['2025-01-31', '2025-03-01', 1],
    ['2024-02-29', '2025-02-28', 11],
    ['2024-02-29', '2025-03-01', 12],
    ['2024-02-29', '2028-02-29', 48],
    ['2025-03-15', '2025-04-14', 0],
    ['2025-03-15', '2025-04-15', 1],
    ['2024-12-31', '2025-01-01', 0],
    ['2025-06-01', '2025-06-01', 0],
  ])('from %s to %s are %i', (from, to, expected) => {
    expect(monthsBetween(day(from), day(to))).toBe(expected);
  });
  test('agree with the calendar, and never run backwards', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(monthsBetween(from, to)).toBe(byTheBook(from, to));
        expect(monthsBetween(from, to + 1)).toBeGreaterThanOrEqual(monthsBetween(from, to));
      }),
      { numRuns: 1000 },
    );
  });
});
