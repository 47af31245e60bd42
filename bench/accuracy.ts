import { existsSync } from 'node:fs';
import { type Contest, figuresOf } from './accuracy/figures.ts';
import { readFrame } from './accuracy/read.ts';
import { splitRows } from './accuracy/splits.ts';
import type { Figure, Report } from './support/report.ts';
import { runBench } from './support/run.ts';

const GMSC: Contest[] = [
  {
    name: 'woe',
    options: { fit: 'woe' },
    bars: { auc: { atLeast: 0.854 }, logLoss: { atMost: 0.1866 }, cpu: { atMost: 2 } },
  },
  {
    name: 'additive',
    options: { fit: 'additive' },
    bars: { auc: { atLeast: 0.8575 }, logLoss: { atMost: 0.1842 }, cpu: { atMost: 10 } },
  },
  {
    name: 'additive, 5 pairs (stretch)',
    options: { fit: 'additive', pairs: 5 },
    bars: { auc: { atLeast: 0.861 }, logLoss: { atMost: 0.1815 } },
  },
];
const GERMAN: Contest[] = (['woe', 'additive'] as const).map((fit) => ({
  name: fit,
  options: { fit },
  bars: { auc: { atLeast: 0.785 } },
}));

/** Ten splits, since 300 test rows alone say little. */
const GERMAN_SPLITS = Array.from({ length: 10 }, (_, k) => `:${k}`);

/** Cards learned from public data, measured on the fixed splits of ../shared/data/README.md with all columns (`benchmarkOnly`). */
export async function accuracyReport(data = new URL('../../shared/data/', import.meta.url)): Promise<Report> {
  const figures: Figure[] = [];
  const notMeasured: string[] = [];
  const take = (file: string, name: string, suffixes: readonly string[], contests: readonly Contest[]) => {
    const path = new URL(file, data).pathname;
    if (!existsSync(path)) return notMeasured.push(`${name}: ${path} is not there`);
    const frame = readFrame(path);
    const splits = suffixes.map((suffix) => splitRows(frame.rows, suffix));
    return figures.push(...figuresOf(name, frame, splits, contests));
  };
  take('gmsc.csv', 'GMSC', [''], GMSC);
  take('german.csv', 'German', GERMAN_SPLITS, GERMAN);
  figures.push({ name: 'memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MB at most, reading included' });
  return {
    bench: 'accuracy',
    about: [
      'Cards learned on the training rows and measured on the test rows by the integer points that score() sums; every choice',
      'is made inside the training rows. Give Me Some Credit: the fixed split; German Credit: the mean of ten.',
    ],
    figures,
    notMeasured,
  };
}

if (import.meta.main) await runBench(() => accuracyReport());
