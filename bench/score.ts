import { type Measured, measureScores, type ScoreEffort } from './score/measure.ts';
import type { Figure, Report } from './support/report.ts';
import { median, medianRatio } from './support/rounds.ts';
import { runBench } from './support/run.ts';

const EFFORT: ScoreEffort = { drawn: 5000, timed: 100, rounds: 9, sliceMs: 200 };
const TIMES_ZEN = 100;
const SHARE_OF_STRAIGHT_LINE = 0.25;

/** From decoded evidence to the full result, beside GoRules Zen and beside generated code that only adds up points. */
export async function scoreReport(effort: ScoreEffort = EFFORT): Promise<Report> {
  const measured = await measureScores(effort);
  return { bench: 'score', about: about(measured), figures: figuresOf(measured), notMeasured: [] };
}

function about({ sample, trusted, timed }: Measured): string[] {
  return [
    'Synthetic persons (local/sample.ts) who can be scored, the shipped expert card; medians of interleaved rounds.',
    `sample:  persons as their sources reported them; ${timed} are timed (of ${sample.length}), out of cache ${10 * timed}.`,
    `trusted: as if a registry had stated all of it today: weights are 1; straight line over ${trusted.length} persons.`,
    'ours:    score(profile, card, asOf) from unpacked evidence to score, dimensions, reasons and coverage.',
    'The peers are handed the resolved values, zen also the trust weights, and return the score alone, equal to ours.',
    'zen tables: a decision table per characteristic, as its editor draws a scorecard; 64 decisions at once.',
    'zen expression: the card written by hand as one precompiled expression, the fastest way found to ask per person.',
    'zen unweighted: without weights. one list: one decision loops over all. one at a time: not 64 at once.',
  ];
}

function figuresOf({ rates }: Measured): Figure[] {
  const perSecond = [...rates].map(([name, rounds]) => ({
    name,
    value: median(rounds),
    unit: 'scores per CPU second',
  }));
  const ratio = (ours: string, peer: string): Figure => ({
    name: `${ours} / ${peer}`,
    value: medianRatio(rates, ours, peer),
    unit: 'x',
    kept: true,
  });
  const timesZen = { atLeast: TIMES_ZEN };
  return [
    ...perSecond,
    { ...ratio('ours, sample', 'zen tables, sample'), bar: timesZen },
    { ...ratio('ours, trusted', 'straight line, trusted'), bar: { atLeast: SHARE_OF_STRAIGHT_LINE } },
    ratio('ours, sample', 'zen expression, sample'),
    ratio('ours, trusted', 'zen expression, trusted'),
    ratio('ours, trusted', 'zen unweighted, trusted'),
    ratio('ours, sample', 'zen one list, sample'),
    ratio('ours, sample', 'zen one at a time, sample'),
    ratio('ours, sample', 'straight line, trusted'),
    ratio('ours, no months', 'straight line, trusted'),
  ];
}

if (import.meta.main) await runBench(() => scoreReport());
