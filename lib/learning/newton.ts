import { solveBounded } from './bounded.ts';
import { type Design, lossOf, type Touching, touching } from './design.ts';
import { expand, inParameters, type LinearModel, penalised, penaltyAt, withoutFold } from './linear-model.ts';

export interface Estimate {
  theta: Float64Array;
  beta: Float64Array;
}

const MOST_STEPS = 12;
/** Steps that gain less than this, in log-likelihood per person, are not taken. */
const LEAST_GAIN = 1e-8;

export function nothing(model: LinearModel, design: Design): Estimate {
  return { theta: new Float64Array(model.parameters.length), beta: new Float64Array(design.size) };
}

/** The bounded and penalised maximum of the likelihood, by Newton's steps, halved where they would go too far. */
export function maximise(design: Design, model: LinearModel, strengths: readonly number[], start: Estimate): Estimate {
  let now = start;
  let loss = lossOf(design, now.beta) + penaltyAt(model, now.theta, strengths);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const aim = newtonStep(
      model,
      touching({ ...design, folds: 1, fold: zeros(design.rows) }, now.beta),
      now,
      strengths,
    );
    let next = aim;
    let reached = lossOf(design, next.beta) + penaltyAt(model, next.theta, strengths);
    for (let half = 0; reached > loss && half < 6; half += 1) {
      next = between(now, next);
      reached = lossOf(design, next.beta) + penaltyAt(model, next.theta, strengths);
    }
    if (reached > loss) return now;
    const gain = loss - reached;
    now = next;
    loss = reached;
    if (gain < LEAST_GAIN * design.rows) return now;
  }
  return now;
}

/** One step; `fold` is left out of the sums. */
export function newtonStep(
  model: LinearModel,
  sums: Touching,
  { beta }: Estimate,
  strengths: readonly number[],
  fold = -1,
): Estimate {
  const { hessian, slope } = withoutFold(sums, fold);
  const { h, b } = penalised(model, inParameters(model, hessian, slope, beta), strengths);
  const theta = solveBounded(
    h,
    b,
    Uint8Array.from(model.parameters, ({ bounded }) => (bounded ? 1 : 0)),
  );
  return { theta, beta: expand(model, theta, beta.length) };
}

function between(a: Estimate, b: Estimate): Estimate {
  return { theta: a.theta.map((x, i) => (x + b.theta[i]!) / 2), beta: a.beta.map((x, i) => (x + b.beta[i]!) / 2) };
}

const zeros = (rows: number) => new Uint8Array(rows);

/** 1 = held at 0 or above. */
export function boundsOf({ parameters }: LinearModel): Uint8Array {
  return Uint8Array.from(parameters, ({ bounded }) => (bounded ? 1 : 0));
}
