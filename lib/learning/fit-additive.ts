import { type Bins, binsOfShape, optimalBins } from './bins.ts';
import { calibrate } from './calibrate.ts';
import { chooseStrengths } from './cross-validation.ts';
import { type Design, heldOutLogOdds, lossOf } from './design.ts';
import { fineShapes, type Shapes } from './fine-shapes.ts';
import { finish } from './finish.ts';
import { fitPairs } from './fit-pairs.ts';
import type { Fitted } from './fitted.ts';
import { FEW_ROWS, honestWoe } from './honest-woe.ts';
import type { LinearModel } from './linear-model.ts';
import { type Estimate, maximise, nothing } from './newton.ts';
import type { FitOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { priorCentre } from './prior/centre.ts';
import { refinedBins } from './prior/refined.ts';
import { shapeModel } from './shape-model.ts';
import { wrongSigned } from './signs.ts';
import { flatCentre, woeCentre } from './woe-centre.ts';
import { designOfBins } from './woe-fit.ts';

/** Pull of each cell towards its smooth shape: 1 / variance of the difference. */
const PULLS = [1, 10, 100, 1000].map((strength) => [strength]);
/** A pull that leaves nothing but the intercept to the outcomes. */
const HELD = 1e9;

/** Shapes of all columns together, on fine bins; each is reduced to its best few bins; those are fitted anew. */
export function fitAdditive(prepared: Prepared, options: FitOptions): Fitted {
  const honest = honestWoe(prepared, options);
  const { fine } = honest;
  const woe = woeCentre(honest);
  const prior = priorCentre(prepared, fine, options);
  const shapes = fineShapes(prepared, fine, [woe, flatCentre(woe), ...(prior === undefined ? [] : [prior])], prior);
  // A prior card is what few outcomes are held to; without one, the simpler fit.
  const sure = prior !== undefined || surelyGains(fine, honest.without, shapes.levelWithout);
  const bins = sure ? reduced(prepared, options, fine, shapes, prior) : honest.bins;
  const fitted = sure
    ? refit(prepared, options, bins, fine, shapes)
    : { ...honest, heldOut: heldOutLogOdds(fine, honest.without), pull: 0 };
  const { tables, added, pull } = fitPairs(fitted.bins, fitted.design, fitted.estimate, options);
  return finish(prepared, options, {
    ...fitted,
    pairs: { tables, added },
    removed: bins.filter(({ column }) => !fitted.bins.some((bin) => bin.column === column)),
    strengths: {
      ...(sure
        ? {
            ...(shapes.stays ? {} : shapes.pulls),
            aroundWoe: shapes.centre === 'woe' ? 1 : 0,
            ...(prior && {
              aroundPrior: shapes.centre === 'prior' ? 1 : 0,
              priorStays: shapes.stays ? 1 : 0,
              pdo: prior.pdo,
            }),
            pull: fitted.pull,
          }
        : { coefficients: honest.ridge }),
      ...(tables.length > 0 ? { pairPull: pull } : {}),
    },
    calibration: calibrate(
      fitted.design,
      fitted.heldOut.map((eta, i) => eta + added[i]!),
    ),
  });
}

/**
 * Whether the shapes predict rows that they have not seen better than the regression on WOE does, by more than a
 * standard error over the folds. With few people they often do not, and then the simpler fit is taken.
 */
function surelyGains(fine: Design, woe: readonly Float64Array[], shapes: readonly Float64Array[]): boolean {
  const gains = woe.map((level, fold) => lossOf(fine, level, fold) - lossOf(fine, shapes[fold]!, fold));
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1);
  return mean > Math.sqrt(variance / gains.length);
}

/** Each column's fine cells joined to the few bins that follow its shape best; a prior's cuts stay. */
function reduced(
  prepared: Prepared,
  options: FitOptions,
  fine: Design,
  shapes: Shapes,
  prior: ReturnType<typeof priorCentre>,
): Bins[] {
  return prepared.pre.map((column, c) => {
    const { offset, size } = fine.blocks[c + 1]!;
    const own = (all: Float64Array) => all.subarray(offset, offset + size);
    const [level, certainty] = [own(shapes.level), own(shapes.certainty)];
    if (column.options.prior === undefined || prior === undefined)
      return binsOfShape(column, level, certainty, prepared.all, options);
    const known = { level, certainty, prior: own(prior.whole) };
    return refinedBins(column, column.options.prior, known, prepared.all, options);
  });
}

interface Refitted {
  bins: Bins[];
  design: Design;
  estimate: Estimate;
  /** Log-odds of good of each row, by a fit that has not seen it. */
  heldOut: Float64Array;
  pull: number;
}

/** Fits the bins near their shapes; while a characteristic runs against its own evidence, the worst is left out. */
function refit(prepared: Prepared, options: FitOptions, bins: Bins[], fine: Design, shapes: Shapes): Refitted {
  const design = designOfBins(prepared, bins);
  const places = bins.map(({ column }) => prepared.pre.findIndex((pre) => pre.column === column));
  const modelOf = (level: Float64Array): LinearModel =>
    shapeModel(bins, centresOf(shapes, level, bins, { fine, coarse: design, places }), design);
  const model = modelOf(shapes.level);
  const candidates = shapes.stays ? [[HELD]] : design.rows <= FEW_ROWS ? PULLS.slice(-1) : PULLS;
  const first = maximise(design, model, candidates[candidates.length >> 1]!, nothing(model, design));
  const without = (wrong: Bins) => refit(prepared, options, righted(prepared, options, bins, wrong), fine, shapes);
  const early = wrongSigned(prepared, bins, design, first.beta);
  if (early !== undefined) return without(early);
  const models = shapes.levelWithout.map(modelOf);
  const { strengths, heldOut } = chooseStrengths(design, (fold) => models[fold]!, candidates, first);
  const estimate = maximise(design, model, strengths, first);
  const late = wrongSigned(prepared, bins, design, estimate.beta);
  if (late !== undefined) return without(late);
  const levels = heldOut.map(({ beta }) => beta);
  return { bins, design, estimate, heldOut: heldOutLogOdds(design, levels), pull: strengths[0]! };
}

/** First such a characteristic gets the bins and the direction of its own WOE; when that does not help, it goes. */
function righted({ pre, all }: Prepared, options: FitOptions, bins: readonly Bins[], wrong: Bins): Bins[] {
  if (wrong.byWoe) return bins.filter((bin) => bin !== wrong);
  const column = pre.find((one) => one.column === wrong.column)!;
  return bins.map((bin) => (bin === wrong ? { ...optimalBins(column, all, options), byWoe: true } : bin));
}

/** The smooth shapes' mean in each cell of the bins, weighted by certainty; where nobody is, the plain mean. */
function centresOf(
  { certainty }: Shapes,
  level: Float64Array,
  bins: readonly Bins[],
  { fine, coarse, places }: { fine: Design; coarse: Design; places: readonly number[] },
): Float64Array {
  const [sums, weights] = [new Float64Array(coarse.size), new Float64Array(coarse.size)];
  const [plain, cells] = [new Float64Array(coarse.size), new Float64Array(coarse.size)];
  bins.forEach(({ cellOf }, c) => {
    const [from, to] = [fine.blocks[places[c]! + 1]!.offset, coarse.blocks[c + 1]!.offset];
    cellOf.forEach((cell, k) => {
      sums[to + cell]! += certainty[from + k]! * level[from + k]!;
      weights[to + cell]! += certainty[from + k]!;
      plain[to + cell]! += level[from + k]!;
      cells[to + cell]! += 1;
    });
  });
  const mean = (cell: number) => (cells[cell]! > 0 ? plain[cell]! / cells[cell]! : 0);
  return sums.map((sum, cell) => (weights[cell]! > 0 ? sum / weights[cell]! : mean(cell)));
}
