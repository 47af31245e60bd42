import type { Sample } from './billed/invoke.ts';
import { type Billed, type BilledEffort, measureBilled } from './billed/measure.ts';
import { enginesHere } from './support/engine.ts';
import type { Figure, Report } from './support/report.ts';
import { runBench } from './support/run.ts';

const EFFORT: Omit<BilledEffort, 'engines'> = { people: 40, rounds: 5, requests: 20, records: 100 };

/** What Lambda would bill for: time of warm invocations, split into work and waiting, and what they say and answer. */
export async function billedReport(effort: Partial<BilledEffort> = {}): Promise<Report> {
  const { present, notMeasured } = enginesHere();
  const billed = await measureBilled({ ...EFFORT, engines: present, ...effort });
  const about = [
    'Warm invocations of the bundled functions, one at a time; medians of interleaved rounds. The engine is a process of',
    'its own. CPU: of the process that handles, all threads. Wall: as the clock on the wall has it, so with the waiting',
    "for an engine that is not AWS's. Every request brings a token that was not seen before. In a batch every record is",
    'of another person. Replies and log lines are counted as they are; log lines without what CloudWatch adds.',
  ];
  return { bench: 'billed', about, figures: figuresOf(billed), notMeasured };
}

function figuresOf(billed: Billed): Figure[] {
  const times = [...billed].flatMap(([engine, samples]) =>
    [...samples].flatMap(([operation, { cpuMs, wallMs }]): Figure[] => [
      { name: `${operation}: CPU, ${engine}`, value: cpuMs, unit: 'ms', kept: true },
      { name: `${operation}: wall, ${engine}`, value: wallMs, unit: 'ms', kept: true },
    ]),
  );
  const [first = new Map<string, Sample>()] = billed.values();
  const counts = [...first].flatMap(([operation, sample]): Figure[] => [
    { name: `${operation}: calls`, value: sample.calls, unit: 'to the store', kept: true },
    { name: `${operation}: calls in series`, value: sample.callsInSeries, unit: 'waited for', kept: true },
    { name: `${operation}: reply`, value: sample.replyBytes, unit: 'bytes', kept: true },
    { name: `${operation}: log`, value: sample.logBytes, unit: 'bytes', kept: true },
    { name: `${operation}: log lines`, value: sample.logLines, unit: 'lines', kept: true },
  ]);
  return [...times, ...counts];
}

if (import.meta.main) await runBench(() => billedReport());
