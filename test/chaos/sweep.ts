import { ENGINES, type EngineKind, startEngine } from '../../local/engines/start-engine.ts';
import { cancelled } from './cancelled.ts';
import { damaged } from './damaged.ts';
import { deliveries } from './deliveries/deliveries.ts';
import { diceOf } from './dice.ts';
import { events } from './events.ts';
import { groundOn } from './ground.ts';
import { killed } from './killed.ts';
import { throttled } from './throttled.ts';
import { throughout } from './throughout.ts';
import type { Trial } from './trials.ts';
import { twice } from './twice.ts';
import { twoJobs } from './two-jobs.ts';

const TRIALS: Record<string, Trial> = {
  killed,
  twice,
  damaged,
  throttled,
  cancelled,
  twoJobs,
  throughout,
  deliveries,
  events,
};

// `npm run test:chaos -- [people] [seed] [engine] [trial ...]`: sweeps, deliveries and events under every trouble; exit 1 = somebody was lost.
const [most = '20000', seed = String(Date.now() % 1e6), kind = 'dynalite', ...named] = process.argv.slice(2);
if (!ENGINES.includes(kind as EngineKind)) throw new Error(`the engines are ${ENGINES.join(' and ')}`);
const people = Number(most);
console.log(`seed ${seed}, ${people} people on ${kind}`);

async function attempt(name: string, trial: Trial): Promise<boolean> {
  const engine = await startEngine({ kind: kind as EngineKind });
  const ground = await groundOn(engine, diceOf(Number(seed)));
  const started = performance.now();
  try {
    const took = await trial(ground, people);
    console.log(`ok    ${name}, ${Math.round((performance.now() - started) / 1000)} s: ${JSON.stringify(took)}`);
    return true;
  } catch (error) {
    console.log(`LOST  ${name}: ${error instanceof Error ? error.stack : error}`);
    return false;
  } finally {
    await ground.close();
    await engine.close();
  }
}

let lost = 0;
for (const [name, trial] of Object.entries(TRIALS)) {
  if (named.length > 0 && !named.includes(name)) continue;
  if (!(await attempt(name, trial))) lost += 1;
}
process.exitCode = lost > 0 ? 1 : 0;
