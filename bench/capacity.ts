import type { EngineKind } from '../local/engines/start-engine.ts';
import { sizeFigures, unitFigures } from './capacity/figures.ts';
import { measureCapacity } from './capacity/measure.ts';
import type { Step } from './capacity/person.ts';
import { enginesHere } from './support/engine.ts';
import type { Figure, Report } from './support/report.ts';
import { runBench } from './support/run.ts';

interface CapacityEffort {
  people: number;
  engines: readonly EngineKind[];
}

/** Capacity units of every operation, as the engines count them, beside the budget of DESIGN section 2. */
export async function capacityReport(effort: Partial<CapacityEffort> = {}): Promise<Report> {
  const { present, notMeasured } = enginesHere();
  const { people = 100, engines = present } = effort;
  const figures: Figure[] = [];
  let followed: Step[][] = [];
  for (const engine of engines) {
    followed = await measureCapacity(engine, people);
    figures.push(...unitFigures(engine, followed));
  }
  const about = [
    `Capacity units that the engines say each operation consumed, for ${people} synthetic persons who come in report by`,
    'report (local/sample.ts): the use cases over the real store, nobody else writing. The budgets are for items within',
    '1 KB, so the dearest is looked for among operations all of whose items are; larger items cost a write unit for each',
    'KB begun, which the averages show.',
  ];
  return { bench: 'capacity', about, figures: [...figures, ...sizeFigures(followed)], notMeasured };
}

if (import.meta.main) await runBench(() => capacityReport());
