import type { Figure, Report } from './support/report.ts';
import { median } from './support/rounds.ts';
import { runBench } from './support/run.ts';
import type { LoopKind } from './sweep/loops.ts';
import { run, type Taken, withPeople } from './sweep/processes.ts';

export interface SweepEffort {
  /** Populations, the smallest first. */
  sizes: readonly number[];
  /** Persons who differ; the others are copies of them. */
  distinct: number;
  /** Persons gone through before it counts, the same number for every size: else the heap's first growth does. */
  warmUp: number;
  rounds: number;
}

const EFFORT: SweepEffort = { sizes: [10_000, 100_000, 1_000_000], distinct: 5000, warmUp: 50_000, rounds: 3 };

/** Megabytes for what lives and for what was just made: a sweep that kept people would run out of it. */
const TIGHT = ['--max-old-space-size=64', '--max-semi-space-size=4'];

const MOST_MICROS = 20;
const MOST_TIMES_BARE = 1.5;
/** Between the smallest and the largest population. */
const MOST_GROWTH = 1.25;
const MOST_BEND = 1.15;

/** What the processor does for a person in a sweep, beside a loop that only scans the same items and parses them. */
export async function sweepReport(effort: SweepEffort = EFFORT): Promise<Report> {
  const bySize: Measured[] = [];
  for (const people of effort.sizes) bySize.push(await measure(people, effort));
  return { bench: 'sweep', about: about(effort), figures: figuresOf(bySize), notMeasured: [] };
}

interface Measured {
  people: number;
  /** One of each loop a round; the loops take turns. */
  rounds: Record<LoopKind, Taken>[];
  /** Megabytes at most in a tight heap. */
  tightMb: number;
}

async function measure(people: number, { distinct, warmUp, rounds }: SweepEffort): Promise<Measured> {
  return withPeople({ people, distinct }, async ({ endpoint }) => {
    const taken: Measured['rounds'] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = await run('bare', endpoint, warmUp);
      taken.push({ bare, sweep: await run('sweep', endpoint, warmUp) });
    }
    const { maxRssMb } = await run('sweep', endpoint, warmUp, TIGHT);
    return { people, rounds: taken, tightMb: maxRssMb };
  });
}

function about({ distinct, sizes, warmUp }: SweepEffort): string[] {
  return [
    `${sizes.map((size) => size.toLocaleString('en')).join(', ')} synthetic persons (copies of ${distinct.toLocaleString('en')} of local/sample.ts) out of a`,
    'server of the Scan operation that makes items on the fly, in a process of its own. Each loop runs in a fresh process',
    `and goes through ${warmUp.toLocaleString('en')} persons before it is measured; the CPU time is that of the process, all threads.`,
    'bare:  ScanCommand by the SDK, and every attribute to a plain value, as the document client does.',
    `tight: the sweep once more in a process with ${TIGHT.join(' ')}: a heap that may grow is collected late, and says little.`,
    'sweep: scan, decode, score and compare with the stored score, of which none has changed; the store and the rule are the real ones.',
  ];
}

function figuresOf(bySize: readonly Measured[]): Figure[] {
  const [first, last] = [bySize[0] as Measured, bySize.at(-1) as Measured];
  return [
    ...bySize.flatMap((measured) => sizeFigures(measured, measured === last)),
    {
      name: 'linear: CPU a person, largest / smallest',
      value: micros(last, 'sweep') / micros(first, 'sweep'),
      unit: 'x',
      bar: { atMost: MOST_BEND },
      kept: true,
    },
    {
      name: 'flat: memory, largest / smallest',
      value: last.tightMb / first.tightMb,
      unit: 'x',
      bar: { atMost: MOST_GROWTH },
      kept: true,
    },
  ];
}

function sizeFigures(measured: Measured, hasBars: boolean): Figure[] {
  const size = measured.people.toLocaleString('en');
  const bar = (atMost: number) => (hasBars ? { bar: { atMost } } : {});
  const ratios = measured.rounds.map(({ bare, sweep }) => each(sweep) / each(bare));
  return [
    {
      name: `${size}: sweep`,
      value: micros(measured, 'sweep'),
      unit: 'CPU us a person',
      kept: true,
      ...bar(MOST_MICROS),
    },
    { name: `${size}: bare`, value: micros(measured, 'bare'), unit: 'CPU us a person', kept: true },
    { name: `${size}: sweep / bare`, value: median(ratios), unit: 'x', kept: true, ...bar(MOST_TIMES_BARE) },
    { name: `${size}: sweep, memory`, value: memory(measured, 'sweep'), unit: 'MB at most' },
    { name: `${size}: sweep, memory in a tight heap`, value: measured.tightMb, unit: 'MB at most', kept: true },
  ];
}

function micros({ rounds }: Measured, loop: LoopKind): number {
  return median(rounds.map((round) => each(round[loop])));
}

function memory({ rounds }: Measured, loop: LoopKind): number {
  return median(rounds.map((round) => round[loop].maxRssMb));
}

function each({ cpuMicros, people }: Taken): number {
  return cpuMicros / people;
}

if (import.meta.main) await runBench(() => sweepReport());
