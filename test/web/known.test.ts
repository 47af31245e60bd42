import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ProfileReply } from '../../lib/schemas/api/replies/profile.ts';
import type { DecisionsReply, ScoreReply } from '../../lib/schemas/score.ts';
import dictionary from '../../lib/scorecards/dictionary.json' with { type: 'json' };
import { axeViolationsInBothLooks } from './axe.ts';
import { openConsole, SLOW, settled, type Visit, type Web } from './console.ts';
import { LONG_KNOWN } from './past.ts';

const LANGUAGES = ['en', 'zh'] as const;
const labels: Record<string, { label: { en: string; zh: string } }> = dictionary.facts;

describe.skipIf(inject('chromium') === '')("a person's page", SLOW, () => {
  let web: Web;
  let score: ScoreReply;
  let profile: ProfileReply;
  beforeAll(async () => {
    web = await openConsole({ people: 2, longKnown: true });
    [score, profile] = await Promise.all([
      web.ask<ScoreReply>(`/v1/profiles/${LONG_KNOWN}/score`),
      web.ask<ProfileReply>(`/v1/profiles/${LONG_KNOWN}`),
    ]);
  }, SLOW.timeout);
  afterAll(() => web?.close());

  /** One page per language and person, for all that only looks. */
  const visits = new Map<string, Promise<Visit>>();
  const open = (locale: string, id = LONG_KNOWN) => {
    const key = `${locale} ${id}`;
    const visit = visits.get(key) ?? web.visit(`#/people/${id}`, { locale });
    visits.set(key, visit);
    return visit;
  };
  const rowsOf = (page: Page, fact: string) => page.locator(`.evidence tr[data-fact="${fact}"]`);
  /** What the API says counts of a fact. */
  const counted = (fact: string) => score.characteristics.filter((row) => row.fact === fact && !row.missing);

  test.each(LANGUAGES)('lists all that is known, by the names of the dictionary, in %s', async (lang) => {
    const { page, trouble } = await open(lang);
    const facts = Object.keys(profile.facts);
    expect(facts.length).toBeGreaterThan(15);
    const rows = Object.values(profile.facts).reduce((sum, list) => sum + list.length, 0);
    expect(await page.locator('.evidence tr[data-fact]').count()).toBe(rows);
    for (const fact of facts) {
      expect(await rowsOf(page, fact).first().locator('th').textContent()).toBe(labels[fact]?.label[lang]);
    }
    const told = await page
      .locator('.evidence time')
      .evaluateAll((times) => times.map((time) => (time as unknown as { dateTime: string }).dateTime));
    const days = Object.values(profile.facts)
      .flat()
      .map((said) => ('months' in said ? said.months.at(-1) : said)?.observedAt);
    expect(told.sort()).toEqual(days.sort());
    expect(trouble).toEqual([]);
  });

  test('weighs what counts, and gives its points, as the API does', async () => {
    const { page } = await open('en');
    for (const fact of new Set(score.characteristics.map((row) => row.fact))) {
      const rows = counted(fact);
      const [row] = rows;
      if (row === undefined) continue;
      const first = rowsOf(page, fact).first();
      const { reliability = 0, credibility = 0, freshness = 0, tier } = row;
      const weight = `${Math.round(100 * reliability * credibility * freshness)}%`;
      expect(await first.locator('.weight summary b').textContent(), fact).toBe(weight.replace('-', '\u2212'));
      const factors = [reliability, credibility, freshness].map((factor) => `${Math.round(100 * factor)}%`);
      expect(await first.locator('.weight dd').allTextContents()).toEqual(factors);
      const points = rows.reduce((sum, { points }) => sum + points, 0);
      expect(Number(await first.locator('.earned').textContent()), fact).toBeCloseTo(points, 1);
      expect(await first.locator('.from').textContent()).toContain(tier === 'self' ? 'The person' : row.source);
    }
  });

  test.each(LANGUAGES)('says what does not count, and why, in %s', async (lang) => {
    const { page } = await open(lang);
    const why = { en: WHY_EN, zh: WHY_ZH }[lang];
    for (const [fact, says] of Object.entries(why)) {
      expect(await page.locator(`.evidence tr.out[data-fact="${fact}"] .verdict p`).textContent()).toMatch(says);
    }
    const out = page.locator('.evidence tr.out');
    for (const row of await out.all()) expect(await row.locator('.verdict p').textContent()).not.toBe('');
  });

  test('says that the word of somebody who inflates is contradicted', async () => {
    const { conflicts } = await web.ask<ScoreReply>('/v1/profiles/sample-0002/score');
    const { page } = await open('en', 'sample-0002');
    expect(conflicts.length).toBeGreaterThan(0);
    for (const { fact } of conflicts)
      expect(await page.locator(`tr.out[data-fact="${fact}"] .verdict p`).textContent()).toContain('Contradicted by');
  });

  test('draws months as cells of the last three years, and says in words what is drawn', async () => {
    const { page } = await open('en');
    const [power] = (profile.facts.utilityPayments ?? []).filter((one) => 'account' in one && one.account === 'power');
    const months = power && 'months' in power ? power.months : [];
    const drawing = page.getByRole('img', { name: /^power: / });
    expect(await drawing.locator('rect').count()).toBe(36);
    expect(await drawing.locator('rect:not(.none)').count()).toBe(Math.min(36, months.length));
    expect(await drawing.locator('rect.status-1').count()).toBe(months.filter(({ value }) => value === 1).length);
    expect(await drawing.getAttribute('aria-label')).toContain(`${months.length} months`);
    expect(await drawing.getAttribute('aria-label')).toMatch(
      /\d+ as agreed, \d+ up to 29 days late, 1 30–59 days late/,
    );
  });

  test('shows consents as they stand, and the one that a dimension would need', async () => {
    const { page } = await open('en');
    expect(await page.locator('[data-consent="socialRelationships"]').textContent()).toMatch(/^Not given/);
  });

  test.each(LANGUAGES)('tells every change with its causes, and older ones when asked, in %s', async (lang) => {
    const { page, trouble } = await open(lang);
    const first = await web.ask<DecisionsReply>(`/v1/profiles/${LONG_KNOWN}/score/history?limit=20`);
    const decisions = [...first.decisions];
    await expectHistory(page, decisions);
    for (let { next } = first; next !== undefined; ) {
      await page.locator('.history > .button').click();
      await settled(page);
      const page2 = await web.ask<DecisionsReply>(
        `/v1/profiles/${LONG_KNOWN}/score/history?limit=20&next=${encodeURIComponent(next)}`,
      );
      decisions.push(...page2.decisions);
      next = page2.next;
      await expectHistory(page, decisions);
    }
    expect(decisions.length).toBeGreaterThan(20);
    expect(await page.locator('.history > .button').count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  test('finds a change in the plot for whoever comes to it by keyboard', async () => {
    const { page } = await open('en');
    // A pointer that rests on the list would point at whatever is scrolled under it.
    await page.mouse.move(0, 0);
    await page.locator('.history li button').first().focus();
    const buttons = page.locator('.history li button');
    // Drawn with the next picture, not with the key.
    await expect.poll(() => page.locator('.history .dot[r="7"]').count()).toBe(1);
    await page.keyboard.press('Tab');
    await expect.poll(() => buttons.nth(1).getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.history li.shown').count()).toBe(1);
  });

  test('has nothing that axe objects to with everything opened, and fits a phone', async () => {
    const { page, trouble } = await open('en');
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    expect(await axeViolationsInBothLooks(page)).toEqual([]);
    for (const language of ['中文', 'English']) {
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.getByRole('button', { name: language }).click();
    }
    expect(trouble).toEqual([]);
  });
});

const WHY_EN = {
  completedOrders12m: /took it back/,
  sex: /^Protected/,
  returnRate12m: /does not ask/,
  monthlyIncome: /^Out of date; a partner is believed/,
};
const WHY_ZH = {
  completedOrders12m: /撤回/,
  sex: /受保护/,
  returnRate12m: /不使用/,
  monthlyIncome: /已过时，以合作机构为准/,
};

/** Every decision of the API has its line: the day, the score, and the points of each cause that did something. */
async function expectHistory(page: Page, decisions: DecisionsReply['decisions']): Promise<void> {
  const lines = page.locator('.history > ol > li');
  expect(await lines.locator('.value').allTextContents()).toEqual(
    decisions.map(({ score }) => (score === undefined ? '–' : String(score))),
  );
  const days = await lines
    .locator('time')
    .evaluateAll((times) => times.map((time) => (time as unknown as { dateTime: string }).dateTime));
  expect(days).toEqual(decisions.map(({ asOf }) => asOf));
  const causes = decisions.map(({ change: { from, causes = {} } = {}, score }) =>
    from === undefined || score === undefined ? [] : Object.values(causes).filter((points) => points !== 0),
  );
  const shown = await lines.evaluateAll((items) =>
    items.map((item) =>
      [...item.querySelectorAll('.cause')].map((cause) => cause.querySelector('b')?.textContent ?? ''),
    ),
  );
  expect(shown.map((each) => each.length)).toEqual(causes.map((each) => each.length));
  shown.forEach((each, i) => {
    if (each.length > 1) expect(each.map((text) => Number(text.replace('\u2212', '-')))).toEqual(causes[i]);
  });
  const dots = decisions.filter(({ score }) => score !== undefined).length;
  expect(await page.locator('.history .dot').count()).toBe(dots);
}
