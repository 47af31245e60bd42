import type { EngineKind } from '../local/engines/start-engine.ts';
import { sweepOnEngine } from './rescore/engine-sweep.ts';
import { figuresOf } from './rescore/figures.ts';
import type { Found } from './rescore/found.ts';
import { type Measured, measureSweep } from './rescore/measure.ts';
import { measureStart, type Start } from './rescore/starts.ts';
import { engineFigures } from './rescore/unit-figures.ts';
import { writeSweep } from './scale.ts';
import { enginesHere } from './support/engine.ts';
import type { Report } from './support/report.ts';
import { runBench } from './support/run.ts';
import { withPeople } from './sweep/processes.ts';

export interface RescoreEffort {
  /** Of a hundred people, how many change, and populations, the smallest first. */
  sweeps: readonly { percent: number; sizes: readonly number[] }[];
  /** Populations of which only the start is measured. */
  starts: readonly number[];
  distinct: number;
  warmUp: number;
  /** Of the smallest population; the others are longer, and repeat themselves. */
  rounds: number;
  engines: readonly EngineKind[];
  peopleOnEngine: number;
}

const [SMALL, MIDDLE, MILLION] = [10_000, 100_000, 1_000_000] as const;
const ALL = process.argv.includes('--update');
const LEFT_OUT = 'a million people of whom all change: about seven minutes, which --update takes';

const EFFORT: Omit<RescoreEffort, 'engines'> = {
  sweeps: [
    { percent: 0, sizes: [SMALL, MIDDLE, MILLION] },
    { percent: 10, sizes: [SMALL, MIDDLE, MILLION] },
    { percent: 100, sizes: ALL ? [SMALL, MIDDLE, MILLION] : [SMALL, MIDDLE] },
  ],
  starts: [1e8, 1e9],
  distinct: 5000,
  warmUp: 10_000,
  rounds: 3,
  peopleOnEngine: 20_000,
};

/** The real worker over everybody: what it counts, what it takes, and whether a person more costs more than the last. */
export async function rescoreReport(effort: Partial<RescoreEffort> = {}): Promise<Report> {
  const { present, notMeasured } = enginesHere();
  const whole = { ...EFFORT, engines: present, ...effort };
  const found: Found[] = [];
  for (const { percent, sizes } of whole.sweeps) found.push({ percent, bySize: await bySize(percent, sizes, whole) });
  const starts: Start[] = [];
  const { distinct, peopleOnEngine: people } = whole;
  for (const people of whole.starts) starts.push(await measureStart({ people, distinct }));
  const mean = await withPeople({ people: 1, distinct }, (server) => server.mean());
  const figures = figuresOf({ found, starts, mean });
  for (const kind of whole.engines) {
    figures.push(...engineFigures(kind, await sweepOnEngine(kind, { people, distinct, percent: 10 })));
  }
  return {
    bench: 'rescore',
    about: about(whole),
    figures,
    notMeasured: ALL ? notMeasured : [...notMeasured, LEFT_OUT],
  };
}

async function bySize(percent: number, sizes: readonly number[], { distinct, warmUp, rounds }: RescoreEffort) {
  return withPeople({ people: warmUp, distinct, percent }, async (warm) => {
    const measured: { people: number; rounds: Measured[] }[] = [];
    for (const people of sizes) {
      const times = people === sizes[0] ? rounds : 1;
      const taken: Measured[] = [];
      for (let round = 0; round < times; round += 1) {
        taken.push(await measureSweep({ people, distinct, percent }, warm.endpoint));
      }
      measured.push({ people, rounds: taken });
    }
    return measured;
  });
}

function about({ distinct, peopleOnEngine }: RescoreEffort): string[] {
  return [
    'The sweep as it is deployed but for the queue, which is an array: start, segments and worker over the real store.',
    `Synthetic persons (copies of ${distinct.toLocaleString('en')} of local/sample.ts) out of a server that makes them on the fly and counts what is`,
    'written; the job and its segments are items of a real dynalite behind it. Those who change have aged to another',
    'score in a month; how many they are is exact, and a worker that counted otherwise would end the bench.',
    "CPU: of the worker's process, all threads, a person; live memory: heap and buffers after a collection, the most at",
    'any saved place; memory at most: of the process, whose heap may grow to half of the memory that rescore-segment has.',
    `On the engines ${peopleOnEngine.toLocaleString('en')} persons are real items, and the stream writes a decision record for each change.`,
  ];
}

if (import.meta.main) {
  await runBench(() => rescoreReport());
  if (ALL) writeSweep();
}
