/** Whole days and calendar months, in UTC. A day is the number of days since 1970-01-01; a month is year * 12 + (0..11). */

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` to a day, or undefined when it is no date of the years 1900-2199. */
export function parseDay(text: string): number | undefined {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return ms / DAY_MS;
}

export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The UTC day of an instant in milliseconds. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY_MS);
}

/** `YYYY-MM` to a month, or undefined. */
export function parseMonth(text: string): number | undefined {
  const match = /^((?:19|20|21)\d\d)-(0[1-9]|1[0-2])$/.exec(text);
  return match ? Number(match[1]) * 12 + Number(match[2]) - 1 : undefined;
}

export function formatMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

export function monthOf(day: number): number {
  return ordinal(day) >> 5;
}

/** Completed calendar months from one day to a later one: 31 January to 28 February is 0, to 1 March is 1. */
export function monthsBetween(from: number, to: number): number {
  return (ordinal(to) - ordinal(from)) >> 5;
}

/**
 * month * 32 + day of month, so that (b - a) >> 5 are completed months; by the civil-from-days algorithm (H. Hinnant, 'chrono-compatible low-level date
 * algorithms'), in 32-bit integers: right for the years 1 to 9999.
 */
export function ordinal(day: number): number {
  const shifted = (day + 719_468) | 0;
  const era = (shifted / 146_097) | 0;
  const dayOfEra = shifted - era * 146_097;
  const leapDays = ((dayOfEra / 1460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + (yearOfEra >> 2) - ((yearOfEra / 100) | 0));
  const marchMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const dayOfMonth = dayOfYear - (((153 * marchMonth + 2) / 5) | 0) + 1;
  const month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10;
  const year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0);
  return (year * 12 + month) * 32 + dayOfMonth;
}

/** Days between two ordinals. */
export function daysApart(a: number, b: number): number {
  return Math.abs(dayOfOrdinal(a) - dayOfOrdinal(b));
}

function dayOfOrdinal(value: number): number {
  const month = value >> 5;
  return Date.UTC(Math.floor(month / 12), month % 12, value & 31) / DAY_MS;
}
