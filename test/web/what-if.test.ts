import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { MOVES_MS, moves } from '../../bench/console/moves.ts';
import type { ProfileReply } from '../../lib/schemas/api/replies/profile.ts';
import type { PathReply, SupposedReply } from '../../lib/schemas/api/replies/simulation.ts';
import { dayOf, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import { axeViolationsInBothLooks } from './axe.ts';
import { openConsole, SLOW, settled, type Visit, type Web } from './console.ts';
import { LONG_KNOWN } from './past.ts';

const today = dayOf(Date.now());
const LANGUAGES = ['en', 'zh'] as const;

/** For each type of fact some controls, moved by keyboard alone, and what is then supposed. */
const MOVES: readonly { fact: string; keys: readonly string[]; value: (shown: string) => unknown }[] = [
  { fact: 'monthlyIncome', keys: Array(9).fill('ArrowRight'), value: Number },
  { fact: 'debtServiceShare', keys: ['End'], value: Number },
  { fact: 'creditUtilisation', keys: ['PageUp', 'ArrowLeft'], value: Number },
  { fact: 'courtRecord5y', keys: ['ArrowDown', 'ArrowDown'], value: String },
  { fact: 'mainAsset', keys: ['ArrowDown'], value: String },
  { fact: 'employmentVerified', keys: ['Space'], value: () => true },
  { fact: 'identityVerified', keys: ['Space'], value: () => false },
  { fact: 'addressSince', keys: ['ArrowUp'], value: String },
  { fact: 'phoneSince', keys: ['Tab', 'Tab', 'ArrowDown'], value: String },
  { fact: 'rentPayments', keys: Array(7).fill('ArrowRight'), value: (shown) => account(Number(shown), 0) },
  { fact: 'utilityPayments', keys: ['End'], value: (shown) => account(Number(shown), 0) },
];

function account(months: number, amount: number) {
  const last = monthOf(today);
  return { further: Object.fromEntries(Array.from({ length: months }, (_, i) => [formatMonth(last - i), amount])) };
}

describe.skipIf(inject('chromium') === '')('whoever wonders what if', SLOW, () => {
  let web: Web;
  beforeAll(async () => {
    web = await openConsole({ people: 3, longKnown: true });
  }, SLOW.timeout);
  afterAll(() => web?.close());

  const simulate = async <Reply>(body: unknown, id = LONG_KNOWN): Promise<Reply> => {
    const answer = await fetch(`${web.local.url}/v1/profiles/${id}/score/simulate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${web.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Reply;
  };
  const visits = new Map<string, Promise<Visit>>();
  /** One page per language and person, with everything opened and nothing supposed. */
  const open = async (locale: string, id = LONG_KNOWN) => {
    const key = `${locale} ${id}`;
    const visiting = visits.get(key) ?? web.visit(`#/people/${id}`, { locale });
    visits.set(key, visiting);
    const visit = await visiting;
    await visit.page.evaluate("for (const each of document.querySelectorAll('details.group')) each.open = true");
    await visit.page.evaluate("document.querySelector('.comparison button').click()");
    return visit;
  };
  const control = (page: Page, fact: string) =>
    page.locator(`.control[data-fact="${fact}"]`).locator('input, select').first();
  const press = async (page: Page, keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const shown = async (page: Page) => ({
    score: Number(await page.locator('.comparison .figure').textContent()),
    dimensions: (await page.locator('.compared b').allTextContents()).map(Number),
  });

  test.each(MOVES)(
    'of $fact gets the score that the API gives for it, live and by keyboard',
    async ({ fact, keys, value }) => {
      const { page, trouble } = await open('en');
      await control(page, fact).focus();
      await press(page, keys);
      const supposed = value(await control(page, fact).inputValue());
      const { supposed: told, current } = await simulate<SupposedReply>({ facts: { [fact]: { value: supposed } } });
      expect((await shown(page)).score).toBe(told.score);
      const points = (told.score as number) - (current.score as number);
      const signed = points === 0 ? '0' : `${points > 0 ? '+' : '\u2212'}${Math.abs(points)}`;
      expect(await page.locator('.comparison .change').textContent()).toBe(
        `${current.score} → ${told.score} ${signed}`,
      );
      expect(await page.locator(`.control[data-fact="${fact}"] .taken`).textContent()).toMatch(
        /^Taken as verified today by a/,
      );
      expect(trouble).toEqual([]);
    },
  );

  test('of an account of amounts gets it too, with the amount that is chosen', async () => {
    const { page } = await open('en');
    await control(page, 'balanceBuffer').focus();
    await press(page, Array(5).fill('ArrowRight'));
    const amount = page.locator('.control[data-fact="balanceBuffer"] input').nth(1);
    await amount.focus();
    await press(page, ['PageUp', 'PageUp', 'ArrowRight']);
    const value = account(5, Number(await amount.inputValue()));
    const { supposed } = await simulate<SupposedReply>({ facts: { balanceBuffer: { value } } });
    expect((await shown(page)).score).toBe(supposed.score);
  });

  test('of a consent gets the dimension that it opens', async () => {
    const { page } = await open('en');
    const withheld = page.locator('.compared li.off');
    expect(await withheld.allTextContents()).toEqual([expect.stringContaining('Not used without consent')]);
    await control(page, 'consent').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => withheld.count()).toBe(0);
    await control(page, 'vouchesReceived').focus();
    await page.keyboard.press('End');
    const value = Number(await control(page, 'vouchesReceived').inputValue());
    const body = { facts: { vouchesReceived: { value } }, consents: { socialRelationships: true } };
    expect((await shown(page)).score).toBe((await simulate<SupposedReply>(body)).supposed.score);
  });

  test('can undo one thing, or everything, and nothing was stored', async () => {
    const before = await web.ask<ProfileReply>(`/v1/profiles/${LONG_KNOWN}`);
    const { page } = await open('en');
    const now = await shown(page);
    for (const fact of ['addressVerified', 'employmentVerified']) {
      await control(page, fact).focus();
      await page.keyboard.press('Space');
    }
    const both = await shown(page);
    expect(both.score).not.toBe(now.score);
    expect(both.dimensions).not.toEqual(now.dimensions);
    expect(await page.locator('.gauge .before').count()).toBe(1);
    await page.getByRole('button', { name: /^Undo: Address verified/ }).click();
    expect((await shown(page)).score).not.toBe(both.score);
    await page.getByRole('button', { name: 'Undo all' }).click();
    expect(await shown(page)).toEqual(now);
    expect(await page.locator('.gauge .before').count()).toBe(0);
    expect(await page.getByText('Nothing is stored').count()).toBe(1);
    expect(await web.ask<ProfileReply>(`/v1/profiles/${LONG_KNOWN}`)).toEqual(before);
  });

  test('keeps what they supposed while the reasons are compared with something else', async () => {
    const { page } = await open('en');
    await control(page, 'employmentVerified').focus();
    await page.keyboard.press('Space');
    const supposed = await shown(page);
    await page.getByLabel('Compared with').selectOption('maximum');
    await settled(page);
    expect(await shown(page)).toEqual(supposed);
  });

  test('sees how somebody who cannot be scored could be', async () => {
    const { page } = await open('en', 'sample-0003');
    expect(await page.locator('.comparison .figure').textContent()).toBe('–');
    await control(page, 'identityVerified').focus();
    await page.keyboard.press('Space');
    const { supposed } = await simulate<SupposedReply>({ facts: { identityVerified: { value: true } } }, 'sample-0003');
    expect(await page.locator('.comparison .figure').textContent()).toBe(String(supposed.score ?? '–'));
    expect(await page.getByText('There is no path yet').count()).toBe(1);
  });

  test('is shown each move of a slider in well under a second', async () => {
    const { page } = await open('en');
    const sorted = (await moves(page)).sort((a, b) => a - b);
    console.log(
      `input to picture: median ${sorted[sorted.length >> 1]?.toFixed(1)} ms, most ${sorted.at(-1)?.toFixed(1)} ms`,
    );
    expect(sorted[0]).toBeLessThan(MOVES_MS);
  });

  test.each(LANGUAGES)('is told the cheapest path as the API finds it, in %s', async (lang) => {
    const { page, trouble } = await open(lang);
    for (const button of await page.locator('.bands .button').all()) {
      await button.focus();
      await page.keyboard.press('Enter');
      const target = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0]);
      await expectPath(page, await simulate<PathReply>({ target }), lang);
    }
    const [now, most] = [(await shown(page)).score, 950];
    const label = lang === 'en' ? `Target score, from ${now} to ${most}` : `目标评分（${now} 至 ${most}）`;
    await page.getByLabel(label, { exact: true }).focus();
    await press(page, ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']);
    const target = Number(await page.locator('.target input').inputValue());
    await expectPath(page, await simulate<PathReply>({ target }), lang);
    await press(page, ['End']);
    await expectPath(page, await simulate<PathReply>({ target: 950 }), lang);
    expect(trouble).toEqual([]);
  });

  test('can try a path out, and gets what the API says of its facts', async () => {
    const { page } = await open('en', 'sample-0002');
    const now = (await shown(page)).score;
    await page.locator('.target input').focus();
    await press(page, ['Home', ...Array(12).fill('ArrowRight')]);
    const path = await simulate<PathReply>({ target: now + 12 }, 'sample-0002');
    await page.getByRole('button', { name: 'Try it in what-if' }).click();
    const supposed = await page
      .locator('.control.supposed')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-fact') ?? ''));
    expect(supposed.sort()).toEqual(path.steps?.map(({ fact }) => fact).sort());
    const facts: Record<string, { value: unknown }> = {};
    for (const fact of supposed) {
      const input = control(page, fact);
      const [kind, value] = [await input.getAttribute('type'), await input.inputValue()];
      const isMonths = path.steps?.some((step) => step.fact === fact && step.monthsAsAgreed !== undefined);
      facts[fact] = {
        value: isMonths
          ? account(Number(value), 0)
          : kind === 'checkbox'
            ? await input.isChecked()
            : kind === 'range'
              ? Number(value)
              : value,
      };
    }
    const { supposed: told } = await simulate<SupposedReply>({ facts }, 'sample-0002');
    expect((await shown(page)).score).toBe(told.score);
    const differs = told.score !== path.score;
    expect(await page.getByText('The path counts').count()).toBe(differs ? 1 : 0);
  });

  test('finds nothing that axe objects to, with everything opened and something supposed', async () => {
    const { page, trouble } = await open('en');
    for (const fact of ['rentPayments', 'balanceBuffer', 'monthlyIncome']) {
      await control(page, fact).focus();
      await page.keyboard.press('ArrowRight');
    }
    expect(await axeViolationsInBothLooks(page)).toEqual([]);
    for (const language of ['中文', 'English']) {
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.getByRole('button', { name: language }).click();
    }
    expect(trouble).toEqual([]);
  });
});

async function expectPath(page: Page, path: PathReply, lang: 'en' | 'zh'): Promise<void> {
  const items = page.locator('.steps li');
  if (!path.reachable) {
    expect(await items.count()).toBe(0);
    expect(await page.locator('.path > p').textContent()).toContain(String(path.highest));
    return;
  }
  expect(await page.locator('.steps > p').first().textContent()).toContain(String(path.score));
  expect(await items.count()).toBe(path.steps?.length);
  for (const { fact, label, monthsAsAgreed, from } of path.steps ?? []) {
    const says = await page.locator(`.steps li[data-fact="${fact}"]`).textContent();
    expect(says).toContain(label[lang]);
    if (monthsAsAgreed !== undefined && monthsAsAgreed > 1) expect(says).toContain(String(monthsAsAgreed));
    if (typeof from === 'number' && !/same|不变/.test(says ?? '')) expect(says).toContain(String(from));
  }
}
