import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCron } from '../../local/schedules/cron.ts';
import { parseRate } from '../../local/schedules/rate.ts';

const at = (time: string) => Date.parse(`${time}Z`);
const iso = (time: number | undefined) => time && new Date(time).toISOString().slice(0, 16);

function runs(expression: string, from: string, count: number, zone = 'UTC'): unknown[] {
  const next = parseCron(expression, zone)!;
  const times: (number | undefined)[] = [];
  for (let time = next(at(from)); times.length < count; time = time === undefined ? undefined : next(time))
    times.push(time);
  return times.map(iso);
}

test.each([
  ['cron(0 2 6 * ? *)', '2026-11-24T00:00', ['2026-12-06T02:00', '2027-01-06T02:00']],
  ['cron(0 2 6 * ? *)', '2026-12-06T02:00', ['2027-01-06T02:00']],
  ['cron(0 2 6 * ? *)', '2026-12-06T01:59:59.999', ['2026-12-06T02:00']],
  ['cron(0 18 ? * MON-FRI *)', '2026-11-27T18:00', ['2026-11-30T18:00', '2026-12-01T18:00']],
  ['cron(0/20 8,9 ? * 2-6 *)', '2026-11-27T09:30', ['2026-11-27T09:40', '2026-11-30T08:00', '2026-11-30T08:20']],
  ['cron(30 23 L * ? *)', '2028-01-31T23:30', ['2028-02-29T23:30', '2028-03-31T23:30', '2028-04-30T23:30']],
  ['cron(0 0 31 * ? *)', '2026-03-31T00:00', ['2026-05-31T00:00', '2026-07-31T00:00']],
  ['cron(0 0 29 FEB ? *)', '2028-02-29T00:00', ['2032-02-29T00:00']],
  ['cron(0 9 ? * 2#1 *)', '2026-11-24T00:00', ['2026-12-07T09:00', '2027-01-04T09:00']],
  ['cron(15 10 ? * 6L 2026-2027)', '2026-11-24T00:00', ['2026-11-27T10:15', '2026-12-25T10:15', '2027-01-29T10:15']],
  ['cron(0 0 1W * ? *)', '2026-07-30T00:00', ['2026-08-03T00:00', '2026-09-01T00:00']],
  ['cron(0 0 31W * ? *)', '2026-05-01T00:00', ['2026-05-29T00:00', '2026-07-31T00:00']],
  ['cron(0 0 1 1 ? 2026/2)', '2026-11-24T00:00', ['2028-01-01T00:00', '2030-01-01T00:00']],
  ['cron(0 0 1 1 ? 2020)', '2026-11-24T00:00', [undefined]],
  ['cron(0 0 30 2 ? *)', '2026-11-24T00:00', [undefined]],
])('%s after %s comes at %j', (expression, from, times) => {
  expect(runs(expression, from, times.length)).toEqual(times);
});

describe('by the clock of a place', () => {
  test('a time that it skips in spring is skipped, one that it shows twice in autumn comes once', () => {
    const early = ['2026-03-07T07:30', '2026-03-09T06:30'];
    expect(runs('cron(30 2 * * ? *)', '2026-03-07T00:00', 2, 'America/New_York')).toEqual(early);
    const late = ['2026-11-01T05:30', '2026-11-02T06:30'];
    expect(runs('cron(30 1 * * ? *)', '2026-11-01T00:00', 2, 'America/New_York')).toEqual(late);
  });

  test('a day that it leaves out is left out', () => {
    expect(runs('cron(0 12 ? * * *)', '2011-12-28T23:00', 2, 'Pacific/Apia')).toEqual([
      '2011-12-29T22:00',
      '2011-12-30T22:00',
    ]);
  });

  test('a month ends when it ends there', () => {
    expect(runs('cron(0 1 L * ? *)', '2026-11-24T00:00', 1, 'Asia/Tokyo')).toEqual(['2026-11-29T16:00']);
  });
});

const DAY = fc.integer({ min: 1, max: 31 });
const DAYS = fc.oneof(
  fc.constantFrom('*', 'L', '*/7', '10-20/3'),
  DAY.map(String),
  DAY.map((day) => `${day}W`),
);
const WEEKDAYS = fc.oneof(
  fc.constantFrom('*', 'L', 'MON-FRI', '1,7', 'THUL', '5L'),
  fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })).map(([day, nth]) => `${day}#${nth}`),
);
const FIELDS = fc.record({
  minute: fc.constantFrom('0', '*/15', '5-40/7', '1,2,59', '*'),
  hour: fc.constantFrom('0', '*', '*/5', '1-3', '23,2'),
  days: fc.oneof(
    DAYS.map((days) => [days, '?'] as const),
    WEEKDAYS.map((days) => ['?', days] as const),
  ),
  month: fc.constantFrom('*', 'FEB', '1/5', 'MAR,OCT-NOV'),
});
const ZONES = fc.constantFrom(
  'UTC',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Nairobi',
  'Pacific/Apia',
  'America/Sao_Paulo',
);
const MINUTE = 60_000;

test('the next time is one that the expression allows, and no minute before it is', () => {
  const minutes = fc.integer({ min: at('2011-01-01T00:00') / MINUTE, max: at('2040-01-01T00:00') / MINUTE });
  fc.assert(
    fc.property(
      FIELDS,
      ZONES,
      minutes,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }),
      (...given) => {
        const [{ minute, hour, days, month }, zone, start, between] = given;
        const expression = `cron(${minute} ${hour} ${days[0]} ${month} ${days[1]} *)`;
        const from = start * MINUTE;
        const found = parseCron(expression, zone)!(from);
        if (found === undefined) {
          expect(expression).toMatch(/ (30|31)W? FEB/);
          return;
        }
        const allows = (time: number) => allowed(time, zone, { minute, hour, month, days });
        expect([iso(found), allows(found)]).toEqual([iso(found), true]);
        const span = (found - from) / MINUTE - 1;
        const looked = span < 60 ? [...Array(span).keys()] : between.map((part) => Math.floor(part * (span - 1)));
        for (const offset of looked) expect(allows(from + (offset + 1) * MINUTE)).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});

/** The same question asked of one minute, the slow way. */
function allowed(
  time: number,
  zone: string,
  fields: { minute: string; hour: string; month: string; days: readonly string[] },
) {
  const wall = wallOf(time, zone);
  const isSecond = [30, 60, 24 * 60].some((earlier) => +wallOf(time - earlier * MINUTE, zone) === +wall);
  return (
    !isSecond &&
    inField(fields.minute, wall.getUTCMinutes(), 59) &&
    inField(fields.hour, wall.getUTCHours(), 23) &&
    inField(fields.month.replace('FEB', '2').replace('MAR,OCT-NOV', '3,10-11'), wall.getUTCMonth() + 1, 12) &&
    (fields.days[0] === '?' ? onWeekday(fields.days[1]!, wall) : onDay(fields.days[0]!, wall))
  );
}

function wallOf(time: number, zone: string): Date {
  return new Date(`${new Date(time).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')}Z`);
}

function inField(
  text: string,
  value: number,
  most: number,
  least = most > 30 && most < 32 ? 1 : most === 12 ? 1 : 0,
): boolean {
  return text.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const [from, to = step ? most : from] = range === '*' ? [least, most] : range.split('-').map(Number);
    return value >= from! && value <= to! && (value - from!) % Number(step ?? 1) === 0;
  });
}

const lengthOf = (day: Date) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();

function onDay(text: string, wall: Date): boolean {
  const day = wall.getUTCDate();
  if (text === 'L') return day === lengthOf(wall);
  if (!text.endsWith('W')) return inField(text, day, 31);
  const wanted = Number(text.slice(0, -1));
  const weekdays = Array.from({ length: lengthOf(wall) }, (_, index) => index + 1).filter((each) => {
    const weekday = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), each)).getUTCDay();
    return weekday > 0 && weekday < 6;
  });
  const nearest = weekdays.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
  return wanted <= lengthOf(wall) && day === nearest;
}

function onWeekday(text: string, wall: Date): boolean {
  const [day, weekday] = [wall.getUTCDate(), wall.getUTCDay() + 1];
  const plain: Record<string, string> = { L: '7', 'MON-FRI': '2-6', '*': '1-7', THUL: '5L' };
  const [first = '', nth] = (plain[text] ?? text).split('#');
  if (nth !== undefined) return weekday === Number(first) && Math.ceil(day / 7) === Number(nth);
  if (first.endsWith('L')) return weekday === Number(first.slice(0, -1)) && day + 7 > lengthOf(wall);
  return inField(first, weekday, 7);
}

test.each([
  ['cron(0 2 6 * *)', 'six fields'],
  ['cron(60 2 6 * ? *)', 'minute'],
  ['cron(0 24 6 * ? *)', 'hour'],
  ['cron(0 2 0 * ? *)', 'day of the month'],
  ['cron(0 2 32W * ? *)', 'day of the month'],
  ['cron(0 2 L-3 * ? *)', 'day of the month'],
  ['cron(0 2 6 13 ? *)', 'month'],
  ['cron(0 2 6 JUNE ? *)', 'month'],
  ['cron(0 2 ? * 8 *)', 'day of the week'],
  ['cron(0 2 ? * 3#6 *)', 'which of the month'],
  ['cron(0 2 ? * 3#1,6#3 *)', 'day of the week'],
  ['cron(0 2 ? * ? *)', "'?'"],
  ['cron(0 2 * * * *)', "'?'"],
  ['cron(0 2 6 * ? 1969)', 'year'],
  ['cron(30-10 2 6 * ? *)', 'minute'],
  ['cron(*/0 2 6 * ? *)', 'step of minute'],
  ['cron(1-2-3 2 6 * ? *)', 'minute'],
])('%s is refused by the name of its field', (expression, named) => {
  expect(() => parseCron(expression, 'UTC')).toThrow(RangeError);
  expect(() => parseCron(expression, 'UTC')).toThrow(named);
});

test('a rate comes at even distances, the same ones after a restart', () => {
  const next = parseRate('rate(90 minutes)')!;
  const first = next(at('2026-11-24T00:10'));
  expect([next(first) - first, next(first - 1)]).toEqual([90 * MINUTE, first]);
  expect(iso(parseRate('rate(1 day)')!(at('2026-11-24T00:00')))).toBe('2026-11-25T00:00');
  for (const wrong of ['rate(1 days)', 'rate(2 day)', 'rate(0 minutes)'])
    expect(() => parseRate(wrong)).toThrow(RangeError);
  expect(parseRate('cron(0 2 6 * ? *)')).toBeUndefined();
});
