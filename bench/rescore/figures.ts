import type { Figure } from '../support/report.ts';
import { median } from '../support/rounds.ts';
import { unitsEach } from '../sweep/ledger.ts';
import type { Population } from '../sweep/population.ts';
import type { OnEngine } from './engine-sweep.ts';
import type { Measured } from './measure.ts';
import type { Start } from './starts.ts';

/** All populations of which so many in a hundred change. */
export interface Found {
  percent: number;
  /** The smallest first. */
  bySize: readonly { people: number; rounds: readonly Measured[] }[];
}

type Sized = Found['bySize'][number];

const MOST_BEND = 1.15;
const MOST_GROWTH = 1.25;

export const sizeName = (people: number) => people.toLocaleString('en');
export const sweepName = (people: number, percent: number) => `${sizeName(people)}, ${percent} % change`;

export function figuresOf({
  found,
  starts,
  mean,
}: {
  found: readonly Found[];
  starts: readonly Start[];
  mean: Population['mean'];
}): Figure[] {
  return [
    ...found.flatMap(sweepFigures),
    ...eachFigures(found),
    { name: 'PROFILE item, mean', value: mean.profile, unit: 'bytes', kept: true },
    { name: 'SCORE item, mean', value: mean.score, unit: 'bytes', kept: true },
    ...segmentFigures(found, starts),
  ];
}

function sweepFigures({ percent, bySize }: Found): Figure[] {
  const [first, last] = [bySize[0] as Sized, bySize.at(-1) as Sized];
  const [bent, grown] = [micros, live].map((of) => of(last) / of(first)) as [number, number];
  return [
    ...bySize.flatMap((sized): Figure[] => {
      const name = sweepName(sized.people, percent);
      return [
        { name: `${name}: CPU`, value: micros(sized), unit: 'us a person', kept: true },
        { name: `${name}: live memory`, value: live(sized), unit: 'MB', kept: true },
        { name: `${name}: memory at most`, value: middle(sized, ({ maxRssMb }) => maxRssMb), unit: 'MB', kept: true },
      ];
    }),
    {
      name: `${percent} %: CPU a person, largest / smallest`,
      value: bent,
      unit: 'x',
      bar: { atMost: MOST_BEND },
      kept: true,
    },
    {
      name: `${percent} %: live memory, largest / smallest`,
      value: grown,
      unit: 'x',
      bar: { atMost: MOST_GROWTH },
      kept: true,
    },
  ];
}

/** What one person takes: read from those of whom nobody changes and everybody does, at the largest size of both. */
function eachFigures(found: readonly Found[]): Figure[] {
  const [nobody, everybody] = [0, 100].map((percent) => found.find((each) => each.percent === percent)!.bySize);
  const all = everybody!.at(-1)!;
  const none = nobody!.find(({ people }) => people === all.people)!;
  const [one, other] = [none, all].map(({ rounds }) => rounds[0] as Measured) as [Measured, Measured];
  const { changed, people } = other.counts;
  const over = other.scoreWriteUnits - changed;
  const within = (other.scoreWriteUnits - 2 * over) / (changed - over);
  return [
    { name: 'a person scanned: CPU', value: micros(none), unit: 'us', kept: true },
    { name: 'a score written: CPU', value: micros(all) - micros(none), unit: 'us more', kept: true },
    { name: 'a person scanned: read units', value: unitsOfScan(one) / people, unit: 'units', kept: true },
    {
      name: 'unchanged: write units',
      value: one.scoreWriteUnits / people,
      unit: 'units a person',
      bar: { atMost: 0 },
      kept: true,
    },
    {
      name: 'changed, within 1 KB: write units',
      value: within,
      unit: 'units a person',
      bar: { atMost: 1 },
      kept: true,
    },
    {
      name: 'changed: write units',
      value: other.scoreWriteUnits / changed,
      unit: 'units, the mean of all',
      kept: true,
    },
    { name: 'changed, over 1 KB', value: (100 * over) / changed, unit: '% of those who change', kept: true },
    { name: 'a saved place: write units', value: unitsEach(other.calls, 'PutItem SEGMENT'), unit: 'units', kept: true },
  ];
}

function segmentFigures(found: readonly Found[], starts: readonly Start[]): Figure[] {
  const swept = (found[0]?.bySize ?? []).map(({ people, rounds }) => ({ people, segments: rounds[0]!.segments }));
  return [
    ...[...swept, ...starts].map(
      ({ people, segments }): Figure => ({
        name: `${sizeName(people)}: segments`,
        value: segments,
        unit: '',
        kept: true,
      }),
    ),
    ...starts.flatMap(({ people, readUnits, closeUnits }): Figure[] => [
      { name: `${sizeName(people)}: reading the job`, value: readUnits, unit: 'read units', kept: true },
      { name: `${sizeName(people)}: closing a segment`, value: closeUnits, unit: 'write units', kept: true },
    ]),
  ];
}

export function engineFigures(kind: string, found: OnEngine): Figure[] {
  const { swept, changed, overOneKb, decisions, decisionUnits } = found;
  const name = `${kind}, ${sweepName(swept.counts.people, 10)}`;
  const within = (swept.scoreWriteUnits - 2 * overOneKb) / (changed - overOneKb);
  return [
    {
      name: `${name}: changed, within 1 KB`,
      value: within,
      unit: 'write units a person',
      bar: { atMost: 1 },
      kept: true,
    },
    { name: `${name}: all scores`, value: swept.scoreWriteUnits, unit: 'write units', kept: true },
    { name: `${name}: decision records`, value: decisions / changed, unit: 'a change', bar: { atMost: 1 }, kept: true },
    { name: `${name}: decision record`, value: decisionUnits / decisions, unit: 'write units, the mean', kept: true },
    { name: `${name}: scan`, value: swept.counts.readUnits, unit: 'read units', kept: true },
  ];
}

function unitsOfScan({ calls }: Measured): number {
  return calls['Subjects Scan']?.units ?? Number.NaN;
}

function micros(sized: Sized): number {
  return middle(sized, ({ cpuMicros }) => cpuMicros / sized.people);
}

function live(sized: Sized): number {
  return middle(sized, ({ liveMb }) => liveMb);
}

function middle({ rounds }: Sized, of: (measured: Measured) => number): number {
  return median(rounds.map(of));
}
