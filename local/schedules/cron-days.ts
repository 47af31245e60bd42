import { type FieldKind, numberIn, parseField, wrong } from './cron-fields.ts';

const DAY: FieldKind = { name: 'day of the month', least: 1, most: 31 };
const WEEKDAY: FieldKind = {
  name: 'day of the week',
  least: 1,
  most: 7,
  words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};
const NTH: FieldKind = { name: 'which of the month', least: 1, most: 5 };

/** The days of a month (1 to 12) that a schedule falls on, in order. */
export type Days = (year: number, month: number) => number[];

/** Reads the two fields that name days, of which one is '?'. */
export function parseDays(ofMonth: string, ofWeek: string): Days {
  if ((ofMonth === '?') === (ofWeek === '?'))
    throw new RangeError("should have '?' either as day of the month or as day of the week");
  return ofWeek === '?' ? parseDayOfMonth(ofMonth) : parseDayOfWeek(ofWeek);
}

function parseDayOfMonth(text: string): Days {
  if (text === 'L') return (year, month) => [lengthOf(year, month)];
  const near = /^(\d+)W$/.exec(text)?.[1];
  if (near !== undefined) {
    const day = numberIn(near, DAY);
    return (year, month) => nearestWeekday(year, month, day);
  }
  const days = parseField(text, DAY);
  return (year, month) => daysOf(year, month).filter((day) => days.has(day));
}

function parseDayOfWeek(text: string): Days {
  if (text === 'L') return parseDayOfWeek('SAT');
  const [, last, weekday, nth] = /^(?:(\w+)L|(\w+)#(\d+))$/.exec(text) ?? [];
  if (last !== undefined) return onWeekday(numberIn(last, WEEKDAY), (days) => days.slice(-1));
  if (weekday !== undefined) {
    const which = numberIn(nth ?? '', NTH);
    return onWeekday(numberIn(weekday, WEEKDAY), (days) => days.slice(which - 1, which));
  }
  if (text.includes('#')) throw wrong(text, WEEKDAY);
  const weekdays = parseField(text, WEEKDAY);
  return (year, month) => daysOf(year, month).filter((day) => weekdays.has(weekdayOf(year, month, day)));
}

function onWeekday(weekday: number, choose: (days: number[]) => number[]): Days {
  return (year, month) => choose(daysOf(year, month).filter((day) => weekdayOf(year, month, day) === weekday));
}

/** The weekday closest to a day, in the same month; none in a month without that day. */
function nearestWeekday(year: number, month: number, day: number): number[] {
  const length = lengthOf(year, month);
  if (day > length) return [];
  const weekday = weekdayOf(year, month, day);
  if (weekday === 7) return [day > 1 ? day - 1 : day + 2];
  if (weekday === 1) return [day < length ? day + 1 : day - 2];
  return [day];
}

function daysOf(year: number, month: number): number[] {
  return Array.from({ length: lengthOf(year, month) }, (_, index) => index + 1);
}

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 1 is Sunday. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}
