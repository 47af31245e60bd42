import { type Days, parseDays } from './cron-days.ts';
import { type FieldKind, parseField } from './cron-fields.ts';
import { instantOf, wallClock } from './time-zone.ts';

const MINUTE: FieldKind = { name: 'minute', least: 0, most: 59 };
const HOUR: FieldKind = { name: 'hour', least: 0, most: 23 };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const MONTH: FieldKind = { name: 'month', least: 1, most: 12, words: MONTHS };
const YEAR: FieldKind = { name: 'year', least: 1970, most: 2199 };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The next time of a `cron(minutes hours day-of-month month day-of-week year)` by the clock of a zone; nothing when it is
 * none. Amazon EventBridge Scheduler User Guide, 'Schedule types': a time that the clocks skip is skipped, one that they
 * show twice happens once. Throws a RangeError for an expression that AWS would refuse.
 */
export function parseCron(expression: string, zone: string): ((after: number) => number | undefined) | undefined {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(/\s+/);
  if (!fields) return undefined;
  const calendar = parseCalendar(fields);
  return (after) => {
    const today = Math.floor(wallClock(after, zone) / DAY_MS) * DAY_MS;
    for (const date of datesFrom(today, calendar)) {
      for (const time of calendar.times) {
        // No zone is a day away from UTC, so what is not near cannot be after.
        const instant = date + time > after - DAY_MS ? instantOf(date + time, zone) : undefined;
        if (instant !== undefined && instant > after) return instant;
      }
    }
    return undefined;
  };
}

/** What the clock on the wall shows when it is time. */
interface Calendar {
  years: number[];
  months: number[];
  days: Days;
  /** Milliseconds since midnight. */
  times: number[];
}

function parseCalendar(fields: string[]): Calendar {
  if (fields.length !== 6) throw new RangeError(`should have six fields, and has ${fields.length}`);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  const minutes = inOrder(minute, MINUTE);
  return {
    years: inOrder(year, YEAR),
    months: inOrder(month, MONTH),
    days: parseDays(dayOfMonth, dayOfWeek),
    times: inOrder(hour, HOUR).flatMap((hour) => minutes.map((minute) => (hour * 60 + minute) * MINUTE_MS)),
  };
}

function inOrder(text: string, kind: FieldKind): number[] {
  return [...parseField(text, kind)].sort((a, b) => a - b);
}

/** The midnights, as if they were UTC's, of all days of the calendar from one on. */
function* datesFrom(first: number, { years, months, days }: Calendar): Generator<number> {
  const firstYear = new Date(first).getUTCFullYear();
  for (const year of years.filter((each) => each >= firstYear)) {
    for (const month of months) {
      const dates = days(year, month).map((day) => Date.UTC(year, month - 1, day));
      yield* dates.filter((date) => date >= first);
    }
  }
}
