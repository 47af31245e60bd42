/** Whether it is a zone of the IANA's, such as Africa/Nairobi. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows in a zone, as if it were UTC; epoch milliseconds, whole seconds. */
export function wallClock(instant: number, zone: string): number {
  if (zone === 'UTC') return instant;
  const format = formats.get(zone) ?? formatOf(zone);
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  formats.set(timeZone, format);
  return format;
}

const DAY_MS = 86_400_000;

/** The first moment at which the clock on the wall shows this; nothing when it is put forward past it. */
export function instantOf(wall: number, zone: string): number | undefined {
  // An offset is at most a day, and it does not change twice within two.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((instant) => wallClock(instant, zone) - instant);
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  return candidates.find((instant) => wallClock(instant, zone) === wall);
}
