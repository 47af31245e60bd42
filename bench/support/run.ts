import { parseArgs } from 'node:util';
import { compared, machine, readBaseline, writeBaseline } from './baseline.ts';
import { meets, passes, printReport, type Report } from './report.ts';

/** The command line of a bench: `--json` prints one document, `--update` rewrites the baseline; exit 1 = a bar was missed. */
export async function runBench(measure: () => Promise<Report>): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, update: { type: 'boolean', default: false } },
  });
  const report = await measure();
  const baseline = readBaseline(report.bench);
  if (values.json) console.log(JSON.stringify(toJson(report), undefined, 2));
  else {
    printReport(report);
    console.log(`\n${compared(report.figures, baseline).join('\n')}`);
  }
  if (values.update) writeBaseline(report);
  process.exitCode = passes(report) ? 0 : 1;
}

export function toJson(report: Report) {
  const baseline = readBaseline(report.bench);
  const figures = report.figures.map((figure) => ({
    ...figure,
    ...(figure.bar === undefined ? {} : { met: meets(figure) }),
    ...(baseline?.figures[figure.name] === undefined ? {} : { baseline: baseline.figures[figure.name] }),
  }));
  return { ...report, ...machine(), figures, met: passes(report) };
}
