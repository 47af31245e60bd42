import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { begin } from '../bin/start/begin.ts';
import { operatorToken } from '../bin/start/console-link.ts';
import { loadSample } from '../local/load-sample.ts';
import { samplePopulation } from '../local/sample.ts';
import { MOVES_MS, moves } from './console/moves.ts';
import { launchBrowser } from './support/browser.ts';
import type { Report } from './support/report.ts';
import { median } from './support/rounds.ts';
import { runBench } from './support/run.ts';

const PEOPLE = 300;
const VISITS = 9;
const PERSON = 'sample-0007';

/** What a person waits for in the console: a page from nothing, and a slider. In a real browser, each visit without a cache. */
export async function consoleReport({ people = PEOPLE, visits = VISITS } = {}): Promise<Report> {
  const stateDir = mkdtempSync(join(tmpdir(), 'tahini-bench-console-'));
  const local = await begin({ stateDir, fresh: false, engine: 'dynalite', port: 0, environment: {} });
  await loadSample(local, samplePopulation({ seed: 1, count: people, asOf: new Date().toISOString().slice(0, 10) }));
  const browser = await launchBrowser();
  const ready: number[] = [];
  const empty: number[] = [];
  const taken: number[] = [];
  try {
    const link = `${local.url}/#token=${await operatorToken(local)}`;
    for (let visit = 0; visit < visits; visit += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto('about:blank');
      const begun = performance.now();
      await page.goto(link);
      await page.locator('h1').waitFor();
      empty.push(performance.now() - begun);
      const asked = performance.now();
      await page.evaluate(`location.hash = '#/people/${PERSON}'`);
      await page.locator('.summary .figure').waitFor();
      ready.push(performance.now() - asked + (empty.at(-1) ?? 0));
      if (visit === 0) taken.push(...(await moves(page)));
      await context.close();
    }
  } finally {
    await browser.close();
    await local.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
  return {
    bench: 'console',
    about: [
      `The console of one machine with ${people} people, in Chromium; medians of ${visits} visits without a cache.`,
      'Ready: from the link to the score of a person on its gauge, bundle, API and drawing together.',
      'A slider: from the input to the second picture after it; at 60 pictures a second the least is 17-33 ms.',
    ],
    figures: [
      { name: 'a page is there', value: median(empty), unit: 'ms' },
      { name: 'a person is ready', value: median(ready), unit: 'ms', bar: { atMost: 1000 } },
      { name: 'a slider re-scores', value: median(taken), unit: 'ms', bar: { atMost: MOVES_MS } },
    ],
    notMeasured: [],
  };
}

if (import.meta.main) await runBench(consoleReport);
