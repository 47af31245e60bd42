/** How values become places along an axis. */
export interface Axis {
  title: string;
  from: number;
  to: number;
  ticks: readonly number[];
  label(value: number): string;
  logarithmic?: boolean;
}

/** Round values, about as many as asked, from the lowest at or above `from` to the highest at or below `to`. */
export function roundTicks(from: number, to: number, about = 5): number[] {
  const step = roundStep((to - from) / about);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => clean((first + k) * step));
}

/** An axis that begins and ends at round values around these. */
export function roundAxis(title: string, values: readonly number[], label: Axis['label'], about = 5): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const width = high > low ? high - low : Math.max(Math.abs(high), 0.01);
  const step = roundStep(width / about);
  const from = clean(Math.floor(low / step + 1e-9) * step);
  const to = clean(Math.max(Math.ceil(high / step - 1e-9), Math.floor(low / step + 1e-9) + 1) * step);
  return { title, from, to, ticks: roundTicks(from, to, about), label };
}

/** 1, 2, 5, 10, 20 ... around these values, each of which is above 0. */
export function logAxis(title: string, low: number, high: number, label: Axis['label']): Axis {
  const exponents = Array.from({ length: 13 }, (_, k) => k - 12);
  const all = exponents.flatMap((e) => [1, 2, 5].map((digit) => Number(`${digit}e${e}`)));
  const from = all.findLast((value) => value <= low * (1 + 1e-9)) ?? all[0]!;
  const to = all.find((value) => value >= high * (1 - 1e-9)) ?? 1;
  return { title, from, to, ticks: all.filter((value) => value >= from && value <= to), label, logarithmic: true };
}

/** 0-1 along an axis; what lies beyond an end is at the end. */
export function place({ from, to, logarithmic }: Axis, value: number): number {
  const share = logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.min(1, Math.max(0, share));
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = step / power;
  return clean((digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power);
}

function clean(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
