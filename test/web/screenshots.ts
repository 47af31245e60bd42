import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startStack } from './stack.ts';

const PAGES: Record<string, string> = {
  people: '#/people',
  person: '#/people/sample-0001',
  'person-inflated': '#/people/sample-0002',
  'person-unscorable': '#/people/sample-0003',
};
const WIDTHS = [1280, 390];

/** `npm run screenshots -- DIR [part of a name]`: every page, wide and narrow, in both languages and appearances. */
const [directory, only = ''] = process.argv.slice(2);
if (directory === undefined) throw new Error('npm run screenshots -- DIR [part of a name]');
/** Until everything that was asked is answered and drawn. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(50);
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('.loading').waitFor({ state: 'detached' });
  await page.waitForTimeout(150);
}

mkdirSync(directory, { recursive: true });
const stack = await startStack();
const browser = await launchBrowser();
try {
  for (const width of WIDTHS) {
    for (const lang of ['en', 'zh']) {
      for (const theme of ['light', 'dark'] as const) {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          deviceScaleFactor: width < 500 ? 2 : 1,
          colorScheme: theme,
          locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        const shoot = (name: string) =>
          page.screenshot({ path: join(directory, `${name}-${width}-${lang}-${theme}.png`), fullPage: true });
        await page.goto(stack.local.url);
        if ('sign-in'.includes(only)) await shoot('sign-in');
        await page.goto(`${stack.local.url}/#token=${stack.token}`);
        for (const [name, address] of Object.entries(PAGES).filter(([each]) => each.includes(only))) {
          await page.evaluate(`location.hash = '${address}'`);
          await settled(page);
          await shoot(name);
        }
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await stack.close();
}
