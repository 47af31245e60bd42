import { type Design, lossOf, type Touching, touching } from './design.ts';
import { type Pulls, type System, solvePulled, systemAt } from './fine-model.ts';
import { FOLDS } from './options.ts';
import type { Prepared } from './prepare.ts';
import { priorStays } from './prior/stays.ts';

/** What each column adds, fine cell by fine cell, all columns together. */
export interface Shapes {
  pulls: Pulls;
  /** Which of the centres the shapes were pulled to. */
  centre: string;
  /** Log-odds of every fine cell of every column. */
  level: Float64Array;
  /** The same without each fold. */
  levelWithout: Float64Array[];
  /** They are a former card's, since nothing that was learned does clearly better. */
  stays?: boolean;
  /** Curvature of the likelihood at each cell: 1 / variance. */
  certainty: Float64Array;
}

/** Where the shapes may be pulled to: the simpler fit to all rows, and the one without each fold. */
export interface Centre {
  name: string;
  whole: Float64Array;
  without: readonly Float64Array[];
}

interface Candidate extends Pulls {
  centre: Centre;
}

const SMOOTHINGS = [3, 12, 50, 200, 800];
const SHRINKAGES = [0.5, 4, 30, 200, 1500];
const START: Pulls = { smoothing: 50, shrinkage: 30 };
const [FIRST_STEPS, MOST_STEPS] = [3, 7];
const LONGEST_STEP = 2;
const ALL = -1;
const folds = Array.from({ length: FOLDS }, (_, fold) => fold);

/** The same shapes for all that is asked of them later, without anything learned. */
function asBefore({ name, whole, without }: Centre, design: Design): Shapes {
  const certainty = diagonal(touching(design, whole), design.size);
  return { pulls: START, centre: name, level: whole, levelWithout: [...without], stays: true, certainty };
}

/**
 * The additive model on all fine bins at once: penalised maximum likelihood around a simpler fit, neighbouring bins fused
 * by a ridge on their differences. It finds what cyclic boosting of one-column trees finds, without its thousands of
 * passes over the rows; how far it leaves the simpler fit, cross-validation says.
 * @param prior one of the centres: a former card, which stays unless the shapes do clearly better
 */
export function fineShapes(
  { pre }: Prepared,
  design: Design,
  centres: readonly [Centre, ...Centre[]],
  prior?: Centre,
): Shapes {
  const solve = (candidate: Candidate, system: System, start: Float64Array, fold: number) =>
    solvePulled(design, pre, system, { ...candidate, centre: centreOf(candidate.centre, fold) }, start);
  /** Newton's steps on all rows but a fold's, until the shapes stand still. */
  const climb = (candidate: Candidate, from: Float64Array, fold: number, most: number) => {
    let level = from;
    for (let step = 0; step < most; step += 1) {
      const next = solve(candidate, systemAt(touching(design, level), level, fold), level, fold);
      const change = next.reduce((largest, b, i) => Math.max(largest, Math.abs(b - level[i]!)), 0);
      // A longer step has left the part of the likelihood that the quadratic describes.
      const share = Math.min(1, LONGEST_STEP / change);
      level = level.map((b, i) => b + share * (next[i]! - b));
      if (change < 0.01) break;
    }
    return level;
  };
  const start: Candidate = { ...START, centre: centres[0] };
  // Each candidate is one Newton step from a fit that has not seen the fold either.
  const without = folds.map((fold) => climb(start, centreOf(start.centre, fold), fold, FIRST_STEPS));
  const systems = folds.map((fold) => systemAt(touching(design, without[fold]!), without[fold]!, fold));
  const chosen = choose(start, centres, (candidate) =>
    folds.reduce((sum, fold) => sum + lossOf(design, solve(candidate, systems[fold]!, without[fold]!, fold), fold), 0),
  );
  if (prior !== undefined) {
    const learned = folds.map((fold) => solve(chosen, systems[fold]!, without[fold]!, fold));
    if (priorStays(design, learned, prior)) return asBefore(prior, design);
  }
  const level = climb(chosen, start.centre.whole, ALL, MOST_STEPS);
  return {
    pulls: { smoothing: chosen.smoothing, shrinkage: chosen.shrinkage },
    centre: chosen.centre.name,
    level,
    levelWithout: folds.map((fold) => climb(chosen, without[fold]!, fold, 2)),
    certainty: diagonal(touching(design, level), design.size),
  };
}

function centreOf({ whole, without }: Centre, fold: number): Float64Array {
  return without[fold] ?? whole;
}

/** Cross-validation by turns: for each centre the best shrinkage, and the best smoothing under it. */
function choose(start: Candidate, centres: readonly Centre[], lossOfCandidate: (c: Candidate) => number): Candidate {
  const known = new Map<string, number>();
  const loss = (candidate: Candidate) => {
    const key = [candidate.smoothing, candidate.shrinkage, candidate.centre.name].join(' ');
    const found = known.get(key) ?? lossOfCandidate(candidate);
    known.set(key, found);
    return found;
  };
  const best = (candidates: Candidate[]) => candidates.reduce((a, b) => (loss(b) < loss(a) ? b : a));
  return best(
    centres.map((centre) => {
      let candidate = { ...start, centre };
      for (let pass = 0; pass < 2; pass += 1) {
        candidate = best(SHRINKAGES.map((shrinkage) => ({ ...candidate, shrinkage })));
        candidate = best(SMOOTHINGS.map((smoothing) => ({ ...candidate, smoothing })));
      }
      return candidate;
    }),
  );
}

function diagonal({ hessian }: Touching, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => hessian.reduce((sum, h) => sum + h[k * (n + 1)]!, 0));
}
