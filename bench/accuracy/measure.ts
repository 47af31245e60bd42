import { toCard } from '../../lib/learning/card/to-card.ts';
import { chanceOfBad, milliPoints } from '../../lib/learning/card-scores.ts';
import { learn } from '../../lib/learning/fit.ts';
import { type Frame, take } from '../../lib/learning/frame.ts';
import type { FitOptions } from '../../lib/learning/options.ts';
import { aucOf } from '../../lib/learning/validation/auc.ts';
import { ksOf } from '../../lib/learning/validation/ks.ts';
import { lossesOf } from '../../lib/learning/validation/losses.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import type { Split } from './splits.ts';

export interface Measured {
  auc: number;
  ks: number;
  logLoss: number;
  /** CPU seconds of learning, from the frame to the card. */
  cpu: number;
  /** Most cells of a characteristic that training people are in. */
  cells: number;
  /** Characteristics whose points run against their WOE. */
  wrongSigned: number;
  card: Scorecard;
}

/** Learns from the training rows and measures the card's final points on the test rows. */
export function measure(frame: Frame, { train, test }: Split, options: Partial<FitOptions>): Measured {
  const [learnt, held] = [take(frame, train), take(frame, test)];
  const before = process.cpuUsage();
  const fitted = learn(learnt, options);
  const { dictionary, card: file } = toCard(fitted, { id: 'bench', version: '1', title: 'Bench', benchmarkOnly: true });
  const { user, system } = process.cpuUsage(before);
  const card = loadScorecard(file, loadDictionary(dictionary));
  const milli = milliPoints(card, held);
  const people = { score: Float64Array.from(milli), bad: held.bad };
  const used = fitted.characteristics.map(({ cells }) => cells.filter(({ good, bad }) => good + bad > 0));
  return {
    auc: aucOf(people).auc,
    ks: ksOf(people).ks,
    logLoss: lossesOf(people, chanceOfBad(card, milli)).logLoss,
    cpu: (user + system) / 1e6,
    cells: Math.max(...used.map(({ length }) => length)),
    wrongSigned: used.filter((cells) => against(cells)).length,
    card,
  };
}

/** Whether the contributions fall as the WOE rises, over the people. */
function against(cells: readonly { good: number; bad: number; woe: number; contribution: number }[]): boolean {
  const n = cells.reduce((sum, { good, bad }) => sum + good + bad, 0);
  const mean = cells.reduce((sum, { good, bad, woe }) => sum + (good + bad) * woe, 0) / n;
  return cells.reduce((sum, cell) => sum + (cell.good + cell.bad) * (cell.woe - mean) * cell.contribution, 0) < 0;
}
