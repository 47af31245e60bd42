const RATE = /^rate\((\d+) (minute|hour|day)(s?)\)$/;
const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * The next time of a `rate(...)`; nothing when it is none. AWS counts from the making of the schedule, this machine from
 * the beginning of 1970 (UTC), so that a restart shifts nothing.
 */
export function parseRate(expression: string): ((after: number) => number) | undefined {
  const [, count = '', unit = '', plural] = RATE.exec(expression) ?? [];
  if (unit === '') return undefined;
  if (Number(count) < 1 || Number(count) > 1 !== (plural === 's'))
    throw new RangeError(`should say 'rate(1 ${unit})' or 'rate(2 ${unit}s)'`);
  const period = Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return (after) => (Math.floor(after / period) + 1) * period;
}
