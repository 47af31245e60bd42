import { fitAdditive } from './fit-additive.ts';
import { fitWoe } from './fit-woe.ts';
import type { Fitted } from './fitted.ts';
import type { Frame } from './frame.ts';
import { DEFAULTS, type FitOptions } from './options.ts';
import { prepare } from './prepare.ts';

/** Learns a table of points from people with known outcomes. The same rows in any order give the same table. */
export function learn(frame: Frame, options: Partial<FitOptions> = {}): Fitted {
  const all = { ...DEFAULTS, ...options };
  const prepared = prepare(frame, all);
  return all.fit === 'woe' ? fitWoe(prepared, all) : fitAdditive(prepared, all);
}
