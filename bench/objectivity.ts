import { existsSync, writeFileSync } from 'node:fs';
import { readFrame } from './accuracy/read.ts';
import { splitRows } from './accuracy/splits.ts';
import { fairColumns } from './objectivity/cards.ts';
import { figuresOf } from './objectivity/figures.ts';
import { measure } from './objectivity/measure.ts';
import { objectivityPage } from './objectivity/page.ts';
import { readBaseline } from './support/baseline.ts';
import type { Report } from './support/report.ts';
import { runBench } from './support/run.ts';

const SPLITS = 40;

/** How far lies carry: German Credit, as applicants might declare it, with the same learned card and three ways to believe. */
export async function objectivityReport(
  splits = SPLITS,
  data = new URL('../../shared/data/german.csv', import.meta.url),
): Promise<Report> {
  const path = data.pathname;
  const report: Report = {
    bench: 'objectivity',
    about: [
      'German Credit without sex, age and foreign-worker status; every fact but the terms of the loan is declared, and verified',
      'by a partner by chance. A card learned on the training rows scores the test rows, through score(), believing all that is',
      `said, discounting the own word alike, and by credibility. Means of ${splits} splits; seeds: rows by sha256(row + ":k"),`,
      `what is said by 2k (training) and 2k + 1 (test), k = 0 to ${splits - 1}.`,
    ],
    figures: [],
    notMeasured: [],
  };
  if (!existsSync(path)) return { ...report, notMeasured: [`${path} is not there`] };
  const frame = fairColumns(readFrame(path));
  const measured = Array.from({ length: splits }, (_, k) => measure(frame, splitRows(frame.rows, `:${k}`), k));
  return { ...report, figures: figuresOf(measured) };
}

if (import.meta.main) {
  await runBench(() => objectivityReport());
  // The page shows the kept figures; test/bench/objectivity.test.ts fails while it is out of date.
  const kept = process.argv.includes('--update') ? readBaseline('objectivity') : undefined;
  if (kept !== undefined)
    writeFileSync(new URL('../docs/objectivity.md', import.meta.url), objectivityPage(kept.figures));
}
