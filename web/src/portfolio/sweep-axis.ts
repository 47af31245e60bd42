import type { Axis } from '../charts/axis.ts';

/** One place for each sweep, in their order, the days of at most five written below. */
export function alongSweeps(sweeps: readonly { asOf: string }[], day: (asOf: string) => string): Axis {
  const every = Math.ceil(sweeps.length / 5);
  const ticks = sweeps.map((_, i) => i).filter((i) => (sweeps.length - 1 - i) % every === 0);
  return { from: -0.5, to: sweeps.length - 0.5, ticks, label: (i) => day(sweeps[i]!.asOf) };
}
