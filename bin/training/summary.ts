import { count } from '../import/progress.ts';
import { shown } from '../report/words.ts';
import type { LearnedCard } from './learn-card.ts';

/** What was learned, for programs. */
export function summaryOf({ fitted, card }: LearnedCard) {
  const characteristics = fitted.characteristics.map(({ column, informationValue, direction, cells }) => ({
    column,
    informationValue,
    direction,
    cells: cells.length,
  }));
  const { id, version, benchmarkOnly } = card;
  const { fit, rows, dropped } = fitted;
  const pairs = fitted.pairs.map(({ columns, gain }) => ({ columns, gain }));
  const prior = priorIn(fitted);
  return { id, version, fit, rows, benchmarkOnly, ...(prior && { prior }), characteristics, pairs, dropped };
}

/** The same for people. */
export function inWords({ fitted, card }: LearnedCard, out: string): string {
  const { rows, people, characteristics, pairs, dropped } = fitted;
  const rate = ((100 * people.bad) / (people.good + people.bad)).toFixed(2);
  const prior = priorIn(fitted);
  const width = Math.min(40, Math.max(...characteristics.map(({ column }) => shown(column).length)));
  return [
    `${fitted.fit} card learned from ${count(rows)} rows, ${rate} % bad: ${out}`,
    ...(prior === undefined ? [] : [`  ${TOLD[prior]}`]),
    ...[...characteristics]
      .sort((a, b) => b.informationValue - a.informationValue)
      .map((row) => `  ${shown(row.column).padEnd(width)}  IV ${row.informationValue.toFixed(3)}  ${row.direction}`),
    ...pairs.map(
      (pair) =>
        `  ${pair.columns.map((column) => shown(column)).join(' with ')}  gains about ${pair.gain.toFixed(1)} in log-likelihood`,
    ),
    ...dropped.map(({ column, why }) => `  ${shown(column).padEnd(width)}  left out: ${why}`),
    ...(card.benchmarkOnly ? ['for benchmarks only: the service refuses it'] : []),
  ].join('\n');
}

const TOLD = {
  stays: 'the prior stays as it is: nothing that was learned does clearly better on people held out',
  refined: 'the prior is refined by the outcomes',
  left: 'the outcomes do better without the prior, and keep only its cuts, its directions and its scale',
};

/** What became of the prior; undefined without one. */
function priorIn({ strengths }: LearnedCard['fitted']): keyof typeof TOLD | undefined {
  if (strengths.priorStays === undefined) return undefined;
  return strengths.priorStays === 1 ? 'stays' : strengths.aroundPrior === 1 ? 'refined' : 'left';
}
