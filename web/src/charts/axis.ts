/** How values become places along an axis. */
export interface Axis {
  title?: string;
  from: number;
  to: number;
  ticks: readonly number[];
  label(value: number): string;
}

/** An axis that begins and ends at round values around these, with about so many ticks. */
export function roundAxis(values: readonly number[], label: Axis['label'], about = 5, title = ''): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = roundStep((high > low ? high - low : Math.max(Math.abs(high), 1)) / about);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => clean((first + k) * step));
  return { title, from: ticks[0]!, to: ticks.at(-1)!, ticks, label };
}

/** 0-1 along an axis; what lies beyond an end is at the end. */
export function place({ from, to }: Axis, value: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/** Tenths of a pixel are finer than anybody sees. */
export function px(value: number): number {
  return Math.round(10 * value) / 10;
}

/** A place on a circle; 0 degrees is at the right, and angles turn with the clock. */
export function polar(cx: number, cy: number, radius: number, degrees: number): [x: number, y: number] {
  const angle = (degrees * Math.PI) / 180;
  return [px(cx + radius * Math.cos(angle)), px(cy + radius * Math.sin(angle))];
}

/** A path through these places. */
export function path(places: readonly (readonly [x: number, y: number])[]): string {
  return places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = step / power;
  return clean((digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power);
}

function clean(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
