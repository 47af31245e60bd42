import { deepEqual } from 'node:assert/strict';
import { NO_COUNTS } from '../../lib/schemas/job.ts';
import { readStack } from '../costs/stack.ts';
import type { Calls, Ledger } from '../sweep/ledger.ts';
import type { Expected } from '../sweep/population.ts';
import { type Crowd, runProcess, withPeople } from '../sweep/processes.ts';
import type { SweptEverybody } from './sweep-everybody.ts';

/** A sweep of generated people, as a worker's process found it. */
export interface Measured extends SweptEverybody {
  cpuMicros: number;
  maxRssMb: number;
  /** Of heap and buffers, at the saved place where it was most. */
  liveMb: number;
  calls: Calls;
}

const WORKER = new URL('worker-process.ts', import.meta.url);
const { memoryMb } = readStack(new URL('../../', import.meta.url));
/** V8 takes what the machine has, and lets its heap grow to half of it: so half of what the function has. */
const HEAP = `--max-heap-size=${Math.round((memoryMb['rescore-segment'] ?? Number.NaN) / 2)}`;

/** The real worker over so many people, after it went through those of `warmUp`; throws when its counts are not exact. */
export function measureSweep(crowd: Crowd, warmUp: string): Promise<Measured> {
  return withPeople(crowd, async ({ endpoint, ledger, expected }) => {
    const swept = await runProcess<Omit<Measured, 'calls'>>(WORKER, [warmUp, endpoint], [HEAP]);
    const seen = await ledger();
    check(swept, seen, await expected());
    return { ...swept, calls: seen.calls };
  });
}

/** What the worker says and what the server saw are what the generator made: everybody once, and no unit besides. */
function check({ counts, scoreWriteUnits }: SweptEverybody, { right, wrong, calls }: Ledger, expected: Expected): void {
  const { readUnits, writeUnits, ...people } = counts;
  const { writeUnits: units, ...rest } = expected;
  const { readUnits: _r, writeUnits: _w, ...nobody } = NO_COUNTS;
  deepEqual(people, { ...nobody, ...rest, written: expected.changed });
  deepEqual({ right, wrong }, { right: expected.changed, wrong: 0 });
  deepEqual([scoreWriteUnits, calls['Subjects PutItem']?.units ?? 0], [units, units]);
  const own = { reads: readUnits - (calls['Subjects Scan']?.units ?? 0), writes: writeUnits - units };
  // The job's own items: how far the segments are. All that the engine was asked for bounds them.
  const asked = unitsOfOthers(calls);
  deepEqual([own.reads >= 0 && own.reads <= asked, own.writes >= 0 && own.writes <= asked], [true, true]);
}

function unitsOfOthers(calls: Calls): number {
  return Object.entries(calls).reduce((sum, [name, { units }]) => sum + (name.startsWith('Subjects ') ? 0 : units), 0);
}
