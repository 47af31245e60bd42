import { mkdirSync } from 'node:fs';
import { startReceiver } from '../support/receiver.ts';
import { registerExamples } from './cards.ts';
import { follow, openConsole } from './console.ts';
import { somethingToSee } from './scene.ts';

const DIRECTORY = 'docs/pictures';
/** Of each page what a screen shows of it. */
const SHOWN = {
  person: ['#/people/long-known', 1000],
  portfolio: ['#/portfolio', 1180],
  scorecards: ['#/scorecards/tahini-expert@2.0.0/compare/tahini-expert@1.1.0', 1180],
} as const;

/** `npm run docs:pictures`: the pictures of the README, from a running console. */
mkdirSync(DIRECTORY, { recursive: true });
const [web, receiver] = await Promise.all([openConsole({ people: 120, longKnown: true }), startReceiver()]);
try {
  await registerExamples(web);
  await somethingToSee(web, receiver);
  for (const [name, [address, height]] of Object.entries(SHOWN)) {
    const { page } = await web.visit('', { viewport: { width: 1280, height }, colorScheme: 'light' });
    await follow(page, address);
    await page.screenshot({ path: `${DIRECTORY}/${name}.png` });
    await page.close();
  }
} finally {
  await web.close();
  await receiver.close();
}
