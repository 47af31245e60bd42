import { parseDays } from './cron-days.ts';
import { type FieldKind, parseField } from './cron-fields.ts';
import { instantOf, wallClock } from './time-zone.ts';

const MINUTE: FieldKind = { name: 'minute', least: 0, most: 59 };
const HOUR: FieldKind = { name: 'hour', least: 0, most: 23 };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const MONTH: FieldKind = { name: 'month', least: 1, most: 12, words: MONTHS };
const YEAR: FieldKind = { name: 'year', least: 1970, most: 2199 };

/**
 * The next time of a `cron(minutes hours day-of-month month day-of-week year)` by the clock of a zone; nothing when it is
 * none. Amazon EventBridge Scheduler User Guide, 'Schedule types': a time that the clocks skip is skipped, one that they
 * show twice happens once. Throws a RangeError for an expression that AWS would refuse.
 */
export function parseCron(expression: string, zone: string): ((after: number) => number | undefined) | undefined {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(/\s+/);
  if (!fields) return undefined;
  if (fields.length !== 6) throw new RangeError(`should have six fields, and has ${fields.length}`);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  const minutes = inOrder(parseField(minute, MINUTE));
  const hours = inOrder(parseField(hour, HOUR));
  const months = inOrder(parseField(month, MONTH));
  const years = inOrder(parseField(year, YEAR));
  const days = parseDays(dayOfMonth, dayOfWeek);
  function* datesFrom(first: number) {
    const start = new Date(first);
    for (const year of years.filter((each) => each >= start.getUTCFullYear())) {
      for (const month of months) {
        for (const day of days(year, month)) {
          const date = Date.UTC(year, month - 1, day);
          if (date >= first) yield date;
        }
      }
    }
  }
  return (after) => {
    const today = Math.floor(wallClock(after, zone) / DAY_MS) * DAY_MS;
    // Where the clocks went back over midnight, the day before may have times left.
    for (const date of datesFrom(today - DAY_MS)) {
      for (const time of hours.flatMap((hour) => minutes.map((minute) => (hour * 60 + minute) * MINUTE_MS))) {
        const instant = date + time > after - DAY_MS ? instantOf(date + time, zone) : undefined;
        if (instant !== undefined && instant > after) return instant;
      }
    }
    return undefined;
  };
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function inOrder(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}
