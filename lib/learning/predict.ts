import type { Fitted } from './fitted.ts';
import type { Frame } from './frame.ts';
import { cellsOf } from './layout.ts';

/** Log-odds of good of each row by the fitted table, before rounding to points and before calibration. */
export function predict(fitted: Fitted, frame: Frame): Float64Array {
  const eta = new Float64Array(frame.rows).fill(fitted.intercept);
  const cells = new Map<string, Uint8Array>();
  for (const { column, layout, cells: table } of fitted.characteristics) {
    const from = frame.columns.find(({ name }) => name === column);
    if (from === undefined) throw new RangeError(`the frame has no column '${column}'`);
    const places = cellsOf(from, layout);
    cells.set(column, places);
    for (let i = 0; i < eta.length; i += 1) eta[i]! += table[places[i]!]!.contribution;
  }
  for (const { columns, contributions } of fitted.pairs) {
    const [a, b] = [cells.get(columns[0])!, cells.get(columns[1])!];
    for (let i = 0; i < eta.length; i += 1) eta[i]! += contributions[a[i]!]![b[i]!]!;
  }
  return eta;
}
