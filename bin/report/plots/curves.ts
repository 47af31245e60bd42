import type { CurvePoint } from '../../../lib/learning/validation/curve.ts';
import type { Validation } from '../../../lib/learning/validation/validate.ts';
import { type Html, html } from '../html.ts';
import { fixed, percent } from '../words.ts';
import { type Axis, roundTicks } from './axis.ts';
import { line, plot } from './plot.ts';

const shares = (title: string): Axis => ({
  title,
  from: 0,
  to: 1,
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
  label: (value) => percent(value, 0),
});

export function rocPlot({ curve, auc, aucInterval }: Validation): Html {
  return plot({
    title: `ROC curve, area ${fixed(auc, 3)}`,
    x: shares('goods below the cut-off'),
    y: shares('bads below the cut-off'),
    legend: [
      [
        'line-a',
        `this card, AUC ${fixed(auc, 3)} (95 %: ${fixed(aucInterval.low, 3)} to ${fixed(aucInterval.high, 3)})`,
      ],
      ['line-none', 'no discrimination'],
    ],
    caption: html`<b>ROC curve.</b> Each cut-off refuses a share of the bads (up) at the price of a share of the goods (across).`,
    draw: ({ x, y }) => [
      line('line-none', [
        [x(0), y(0)],
        [x(1), y(1)],
      ]),
      line(
        'line-a',
        curve.map(({ goodBelow, badBelow }) => [x(goodBelow), y(badBelow)]),
      ),
    ],
  });
}

export function ksPlot({ curve, ks, ksAt }: Validation): Html {
  const scored = curve.filter((point): point is CurvePoint & { score: number } => point.score !== null);
  const [from, to] = [scored[0]!.score, scored.at(-1)!.score + 1];
  const at = scored.find(({ score }) => score === ksAt);
  const all = [...scored, { score: to, goodBelow: 1, badBelow: 1 }];
  return plot({
    title: `Cumulative shares of goods and bads by score; they are furthest apart, ${fixed(ks, 3)}, at ${ksAt}`,
    x: { title: 'score', from, to, ticks: roundTicks(from, to), label: String },
    y: shares('share below the score'),
    legend: [
      ['line-b', 'bads'],
      ['line-a', 'goods'],
      ['line-mark', `KS ${fixed(ks, 3)} at ${fixed(ksAt, 0)}`],
    ],
    caption: html`<b>KS curve.</b> How much of either outcome lies below each score.`,
    draw: ({ x, y }) => [
      at &&
        line('line-mark', [
          [x(ksAt), y(at.goodBelow)],
          [x(ksAt), y(at.badBelow)],
        ]),
      line(
        'line-a',
        all.map(({ score, goodBelow }) => [x(score), y(goodBelow)]),
      ),
      line(
        'line-b',
        all.map(({ score, badBelow }) => [x(score), y(badBelow)]),
      ),
    ],
  });
}
