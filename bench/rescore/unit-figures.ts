import type { Figure } from '../support/report.ts';
import { unitsEach } from '../sweep/ledger.ts';
import type { OnEngine } from './engine-sweep.ts';
import { type Found, micros, sizeName, sweepName } from './found.ts';
import type { Measured } from './measure.ts';
import type { Start } from './starts.ts';

/** What one person takes: read from those of whom nobody changes and everybody does, at the largest size of both. */
export function eachFigures(found: readonly Found[]): Figure[] {
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

export function segmentFigures(found: readonly Found[], starts: readonly Start[]): Figure[] {
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
  return [
    { name: `${name}: changed`, value: changed, unit: 'persons', kept: true },
    { name: `${name}: over 1 KB`, value: overOneKb, unit: 'of them, by our count', kept: true },
    { name: `${name}: scores`, value: swept.scoreWriteUnits, unit: 'write units', kept: true },
    { name: `${name}: decision records`, value: decisions / changed, unit: 'a change', bar: { atMost: 1 }, kept: true },
    { name: `${name}: decisions`, value: decisionUnits, unit: 'write units', kept: true },
    { name: `${name}: all reads`, value: swept.counts.readUnits, unit: 'read units', kept: true },
  ];
}

function unitsOfScan({ calls }: Measured): number {
  return calls['Subjects Scan']?.units ?? Number.NaN;
}
