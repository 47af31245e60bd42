import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolationsInBothLooks } from './axe.ts';
import { registerExamples } from './cards.ts';
import { openConsole, SLOW, type Visit, type Web } from './console.ts';
import { PAGES } from './pages.ts';

const EVERY = Object.entries({ 'sign-in': '', ...PAGES });

describe.skipIf(inject('chromium') === '')('a page is for everybody:', SLOW, () => {
  let web: Web;
  beforeAll(async () => {
    web = await openConsole({ people: 3, longKnown: true });
    await registerExamples(web);
  }, SLOW.timeout);
  afterAll(() => web?.close());

  describe.each(EVERY)('%s', (name, address) => {
    let visit: Visit;
    beforeAll(async () => {
      visit = await web.visit(address, name === 'sign-in' ? { token: '' } : {});
    }, SLOW.timeout);
    afterAll(() => visit?.page.close());

    test('has nothing that axe objects to, light or dark, and keeps its policy', async () => {
      expect(await axeViolationsInBothLooks(visit.page)).toEqual([]);
      expect(visit.trouble).toEqual([]);
    });

    test('fits a phone, in either language', async () => {
      const { page, trouble } = visit;
      for (const other of ['中文', 'English']) {
        for (const width of [390, 360]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        }
        await page.getByRole('button', { name: other }).click();
      }
      expect(trouble).toEqual([]);
    });
  });
});
