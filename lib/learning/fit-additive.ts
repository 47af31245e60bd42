import { type Bins, binsOfShape } from './bins.ts';
import { calibrate } from './calibrate.ts';
import { chooseStrengths } from './cross-validation.ts';
import type { Design } from './design.ts';
import { fineShapes, type Shapes } from './fine-shapes.ts';
import { finish } from './finish.ts';
import { fitPairs } from './fit-pairs.ts';
import type { Fitted } from './fitted.ts';
import type { LinearModel } from './linear-model.ts';
import { type Estimate, maximise, nothing } from './newton.ts';
import type { FitOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { shapeModel } from './shape-model.ts';
import { wrongSigned } from './signs.ts';
import { flatCentre, woeCentre } from './woe-centre.ts';
import { designOfBins } from './woe-fit.ts';

/** Pull of each cell towards its smooth shape: 1 / variance of the difference. */
const PULLS = [1, 10, 100, 1000].map((strength) => [strength]);
/** Up to this many rows the smooth shape, whose cross-validation is honest, knows better than a fit to the same rows. */
const FEW_ROWS = 5000;

/** Shapes of all columns together, on fine bins; each is reduced to its best few bins; those are fitted anew. */
export function fitAdditive(prepared: Prepared, options: FitOptions): Fitted {
  const fine = designOfBins(prepared, prepared.pre);
  const woe = woeCentre(prepared, fine, options);
  const shapes = fineShapes(prepared, fine, [woe, flatCentre(woe)]);
  const bins = prepared.pre.map((column, c) => {
    const { offset, size } = fine.blocks[c + 1]!;
    const [level, certainty] = [shapes.level, shapes.certainty].map((all) => all.subarray(offset, offset + size));
    return binsOfShape(column, level!, certainty!, prepared.all, options);
  });
  const fitted = refit(prepared, bins, fine, shapes);
  const { tables, added, pull } = fitPairs(fitted.bins, fitted.design, fitted.estimate, options);
  return finish(prepared, options, {
    ...fitted,
    pairs: { tables, added },
    removed: bins.filter((bin) => !fitted.bins.includes(bin)),
    strengths: {
      ...shapes.pulls,
      aroundWoe: shapes.centre === 'woe' ? 1 : 0,
      pull: fitted.pull,
      ...(tables.length > 0 ? { pairPull: pull } : {}),
    },
    calibration: calibrate(fitted.design, fitted.heldOut, added),
  });
}

interface Refitted {
  bins: Bins[];
  design: Design;
  estimate: Estimate;
  heldOut: Estimate[];
  pull: number;
}

/** Fits the bins near their shapes; a characteristic that runs against its own evidence is left out, and all is fitted again. */
function refit(prepared: Prepared, bins: Bins[], fine: Design, shapes: Shapes): Refitted {
  const design = designOfBins(prepared, bins);
  const places = bins.map(({ column }) => prepared.pre.findIndex((pre) => pre.column === column));
  const modelOf = (level: Float64Array): LinearModel =>
    shapeModel(bins, centresOf(shapes, level, bins, { fine, coarse: design, places }), design);
  const model = modelOf(shapes.level);
  const candidates = design.rows <= FEW_ROWS ? PULLS.slice(-1) : PULLS;
  const first = maximise(design, model, candidates.at(-1)!, nothing(model, design));
  const without = shapes.levelWithout.map(modelOf);
  const { strengths, heldOut } = chooseStrengths(design, (fold) => without[fold]!, candidates, first);
  const estimate = maximise(design, model, strengths, first);
  const wrong = wrongSigned(prepared, bins, design, estimate.beta);
  if (wrong.length === 0) return { bins, design, estimate, heldOut, pull: strengths[0]! };
  return refit(
    prepared,
    bins.filter((bin) => !wrong.includes(bin)),
    fine,
    shapes,
  );
}

/** The smooth shapes' mean in each cell of the bins, weighted by certainty. */
function centresOf(
  { certainty }: Shapes,
  level: Float64Array,
  bins: readonly Bins[],
  { fine, coarse, places }: { fine: Design; coarse: Design; places: readonly number[] },
): Float64Array {
  const [sums, weights] = [new Float64Array(coarse.size), new Float64Array(coarse.size)];
  bins.forEach(({ cellOf }, c) => {
    const [from, to] = [fine.blocks[places[c]! + 1]!.offset, coarse.blocks[c + 1]!.offset];
    cellOf.forEach((cell, k) => {
      sums[to + cell]! += certainty[from + k]! * level[from + k]!;
      weights[to + cell]! += certainty[from + k]!;
    });
  });
  return sums.map((sum, cell) => (weights[cell]! > 0 ? sum / weights[cell]! : 0));
}
