import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SCORING, SWEEP_DAY } from '../sweep/templates.ts';
import { sweepEverybody } from './sweep-everybody.ts';
import { GENERATED } from './tables.ts';

// Run as a child process: the worker goes through everybody of a server, after it has been warmed up on another one.
const [warmUp = '', endpoint = ''] = process.argv.slice(2);
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let liveBytes = 0;
let collecting = 0;
/** What the worker holds in the middle of its work, without what only waits for the garbage collector. */
function weigh(): void {
  const before = process.cpuUsage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  liveBytes = Math.max(liveBytes, heapUsed + external);
  collecting += microsSince(before);
}

function microsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const place = { tables: GENERATED, scoring: SCORING, asOf: SWEEP_DAY };
await sweepEverybody({ ...place, endpoint: warmUp });
const before = process.cpuUsage();
const swept = await sweepEverybody({ ...place, endpoint, saving: weigh });
const cpuMicros = microsSince(before) - collecting;
const maxRssMb = process.resourceUsage().maxRSS / 1024;
process.send?.({ ...swept, cpuMicros, maxRssMb, liveMb: liveBytes / 1024 / 1024 });
process.disconnect();
