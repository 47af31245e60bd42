import type { Design } from '../design.ts';
import type { Centre } from '../fine-shapes.ts';
import { type FitOptions, FOLDS } from '../options.ts';
import type { Prepared } from '../prepare.ts';
import { priorCells } from './column.ts';
import { type Worth, worthOf } from './worth.ts';

export interface PriorCentre extends Centre {
  /** Points that double the odds. */
  pdo: number;
}

/** A former card as a level of every fine cell; columns that it does not know are level. Undefined without one. */
export function priorCentre({ pre }: Prepared, fine: Design, { prior }: FitOptions): PriorCentre | undefined {
  if (prior === undefined) return undefined;
  const points = new Float64Array(fine.size);
  pre.forEach(({ layout, options }, c) => {
    if (options.prior === undefined) return;
    const cells = priorCells(options.prior, layout);
    points.set(
      cells.map((cell) => options.prior!.points[cell]!),
      fine.blocks[c + 1]!.offset,
    );
  });
  const ofPeople = new Float64Array(fine.rows);
  for (const { cells, offset } of fine.blocks)
    for (let i = 0; i < fine.rows; i += 1) ofPeople[i]! += points[offset + cells[i]!]!;
  const levelOf = ({ intercept, slope }: Worth) =>
    points.map((value, cell) => (cell === 0 ? intercept : slope * value));
  const all = worthOf(ofPeople, fine, prior.pdo, -1);
  // A whole number of points is easier to state; what little that changes, the calibration takes up.
  const pdo = prior.pdo ?? Math.round(Math.LN2 / all.slope);
  const whole = prior.pdo === undefined ? worthOf(ofPeople, fine, pdo, -1) : all;
  const without = Array.from({ length: FOLDS }, (_, fold) => levelOf(worthOf(ofPeople, fine, prior.pdo, fold)));
  return { name: 'prior', whole: levelOf(whole), without, pdo };
}
