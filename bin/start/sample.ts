import { loadSample } from '../../local/load-sample.ts';
import { type SampleSubject, samplePopulation } from '../../local/sample.ts';
import type { Local } from '../../local/start-local.ts';

const SAMPLE = { seed: 1, count: 300 };
/** The hand-written people at the head of the population, whom the greeting and the README speak of. */
const FIRST = 3;

/** The invented people of `npm start`: the same ones every time. */
export function samplePeople(): SampleSubject[] {
  return [...samplePopulation({ ...SAMPLE, asOf: new Date().toISOString().slice(0, 10) })];
}

/** Loads the first few now; the answer loads the others, so that nobody waits for them. Each once per state. */
export async function beginSample(local: Local, people: readonly SampleSubject[]): Promise<() => Promise<void>> {
  if (people.length === 0 || local.state.hasSample()) return async () => {};
  await loadSample(local, people.slice(0, FIRST));
  return async () => {
    await loadSample(local, people.slice(FIRST));
    local.state.sampleLoaded();
    console.log(`All ${people.length} synthetic people are loaded and scored.`);
  };
}
