import { type Judged, weightAt } from './people.ts';

/** How far stated chances were from what happened; lower is better. */
export interface Losses {
  /** Mean squared distance (Brier, 1950). */
  brier: number;
  /** Mean of -ln of the chance that was given to what happened. */
  logLoss: number;
}

/** `chances` of the bad outcome, by person. */
export function lossesOf(judged: Judged, chances: Float64Array): Losses {
  let squares = 0;
  let logs = 0;
  let people = 0;
  for (let i = 0; i < chances.length; i += 1) {
    const chance = chances[i]!;
    const weight = weightAt(judged, i);
    squares += weight * (judged.bad[i]! - chance) ** 2;
    logs -= weight * Math.log(judged.bad[i] === 1 ? chance : 1 - chance);
    people += weight;
  }
  return { brier: squares / people, logLoss: logs / people };
}
