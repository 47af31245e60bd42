import type { Figure } from '../support/report.ts';
import type { Call } from './meter.ts';
import type { Operation, Step } from './person.ts';

/** DESIGN section 2, items within 1 KB: [read units, write units]. */
const BUDGETS: Partial<Record<Operation, [read: number, write: number]>> = {
  'upsert, first': [1, 1],
  'upsert, changed': [1, 1],
  'upsert, unchanged': [1, 0],
  'stream, score changed': [0.5, 1],
  'stream, score unchanged': [0.5, 0],
  'decision record': [0, 1],
  'read score': [0.5, 0],
  'compute, unchanged': [1, 0],
};

/** Operations that the design sets no budget for. */
const UNBUDGETED: Operation[] = ['read profile', 'history', 'simulate', 'erase', 'erase, on the stream'];

const KB = 1024;

/** Per operation: the dearest one whose items are all within 1 KB, beside its budget; and the mean of all, where it differs. */
export function unitFigures(engine: string, people: readonly Step[][]): Figure[] {
  const steps = people.flat();
  return [...budgeted(engine, steps), ...UNBUDGETED.flatMap((operation) => onAverage(engine, operation, steps))];
}

function onAverage(engine: string, operation: Operation, steps: readonly Step[]): Figure[] {
  const all = steps.filter((step) => step.operation === operation).map(({ calls }) => calls);
  return (['read', 'write'] as const).map((kind) => ({
    name: `${engine}: ${operation}: ${kind}, on average`,
    value: meanUnits(all, kind),
    unit: `units, mean of all ${all.length}`,
    kept: true,
  }));
}

function budgeted(engine: string, steps: readonly Step[]): Figure[] {
  return (Object.entries(BUDGETS) as [Operation, [number, number]][]).flatMap(([operation, budget]) => {
    const all = steps.filter((step) => step.operation === operation).map(({ calls }) => calls);
    const within = all.filter((calls) => calls.every(({ items }) => items.every(({ bytes }) => bytes <= KB)));
    return (['read', 'write'] as const).flatMap((kind, i): Figure[] => {
      const bar = { atMost: budget[i] ?? 0 };
      const dearest = Math.max(...within.map((calls) => unitsOf(calls, kind)));
      const value = within.length === 0 ? Number.NaN : dearest;
      const mean = meanUnits(all, kind);
      const name = `${engine}: ${operation}: ${kind}`;
      const figure: Figure = {
        name,
        value,
        unit: `units, the dearest of ${within.length} within 1 KB`,
        bar,
        kept: true,
      };
      if (mean === value) return [figure];
      return [
        figure,
        { name: `${name}, on average`, value: mean, unit: `units, mean of all ${all.length}`, kept: true },
      ];
    });
  });
}

function meanUnits(all: readonly (readonly Call[])[], kind: Call['kind']): number {
  return mean(all.map((calls) => unitsOf(calls, kind)));
}

function unitsOf(calls: readonly Call[], kind: Call['kind']): number {
  return calls.reduce((sum, call) => sum + (call.kind === kind ? call.units : 0), 0);
}

/** How large the items are in the end, and how many decisions a person has. */
export function sizeFigures(people: readonly Step[][]): Figure[] {
  const decisions = people.map((steps) => steps.filter(({ operation }) => operation === 'decision record').length);
  const many: Figure = {
    name: 'decisions of a person, on average',
    value: mean(decisions),
    unit: 'records',
    kept: true,
  };
  return [...itemSizes(people), many];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function itemSizes(people: readonly Step[][]): Figure[] {
  return ['PROFILE', 'SCORE', 'decision'].flatMap((item) => {
    const sizes = people.map((steps) => lastWritten(steps, item)).sort((a, b) => a - b);
    const at = (share: number) => sizes[Math.ceil(share * sizes.length) - 1] ?? Number.NaN;
    const within = (100 * sizes.filter((bytes) => bytes <= KB).length) / sizes.length;
    return [
      { name: `${item} items within 1 KB`, value: within, unit: '% of persons', kept: true as const },
      { name: `${item} item, on average`, value: mean(sizes), unit: 'bytes', kept: true as const },
      ...[0.5, 0.9, 1].map((share) => ({
        name: `${item} item, ${share === 1 ? 'largest' : `${100 * share} % are at most`}`,
        value: at(share),
        unit: 'bytes',
        kept: true as const,
      })),
    ];
  });
}

function lastWritten(steps: readonly Step[], item: string): number {
  const written = steps
    .filter(({ operation }) => operation !== 'erase')
    .flatMap(({ calls }) => calls)
    .filter(({ kind }) => kind === 'write')
    .flatMap(({ items }) => items)
    .filter(({ sk }) => (item === 'decision' ? sk.includes('#') : sk === item));
  return written.at(-1)?.bytes ?? Number.NaN;
}
