import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { registerExamples } from './cards.ts';
import { openConsole, SLOW, type Web } from './console.ts';
import { PAGES } from './pages.ts';

const EVERY = Object.entries({ 'sign-in': '', ...PAGES });

describe.skipIf(inject('chromium') === '')('a page is for everybody:', SLOW, () => {
  let web: Web;
  beforeAll(async () => {
    web = await openConsole({ people: 3, longKnown: true });
    await registerExamples(web);
  }, SLOW.timeout);
  afterAll(() => web?.close());

  const visit = (name: string, address: string) => web.visit(address, name === 'sign-in' ? { token: '' } : {});

  test.each(EVERY)('%s has nothing that axe objects to, light or dark, and keeps its policy', async (name, address) => {
    const { page, trouble } = await visit(name, address);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page)).toEqual([]);
    }
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test.each(EVERY)('%s fits a phone, in either language', async (name, address) => {
    const { page } = await visit(name, address);
    for (const other of ['中文', 'English']) {
      for (const width of [390, 360]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
      await page.getByRole('button', { name: other }).click();
    }
    await page.context().close();
  });
});
