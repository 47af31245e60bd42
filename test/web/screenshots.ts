import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startReceiver } from '../support/receiver.ts';
import { registerExamples } from './cards.ts';
import { follow, openConsole } from './console.ts';
import { PAGES } from './pages.ts';
import { somethingToSee } from './scene.ts';

const WIDTHS = [1280, 390];
const LANGUAGES = { en: 'en-GB', zh: 'zh-CN' };

/** `npm run screenshots -- DIR [part of a name]`: every page, wide and narrow, in both languages and appearances. */
const [directory, only = ''] = process.argv.slice(2);
if (directory === undefined) throw new Error('npm run screenshots -- DIR [part of a name]');
mkdirSync(directory, { recursive: true });
const [web, receiver] = await Promise.all([openConsole({ people: 24, longKnown: true }), startReceiver()]);
try {
  await registerExamples(web);
  await somethingToSee(web, receiver);
  for (const width of WIDTHS) {
    for (const [lang, locale] of Object.entries(LANGUAGES)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const looks = { viewport: { width, height: 900 }, deviceScaleFactor: width < 500 ? 2 : 1, colorScheme, locale };
        const name = (page: string) => join(directory, `${page}-${width}-${lang}-${colorScheme}.png`);
        const stranger = await web.visit('', { ...looks, token: '' });
        if ('sign-in'.includes(only)) await stranger.page.screenshot({ path: name('sign-in') });
        const { page } = await web.visit('', looks);
        for (const [each, address] of Object.entries(PAGES).filter(([each]) => each.includes(only))) {
          await follow(page, address);
          await page.screenshot({ path: name(each), fullPage: true });
        }
        await Promise.all([stranger.page.close(), page.close()]);
      }
    }
  }
} finally {
  await web.close();
  await receiver.close();
}
