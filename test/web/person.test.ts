import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import type { Problem } from '../../lib/schemas/api/problems.ts';
import type { ScorecardsReply } from '../../lib/schemas/api/replies/scorecards.ts';
import type { ScoreReply } from '../../lib/schemas/score.ts';
import { LOOKS_EVERY_MS } from '../../lib/usecases/active-card.ts';
import { shippedJson } from '../support/builders.ts';
import { openConsole, SLOW, settled, type Web } from './console.ts';
import { activateAnotherCard } from './scene.ts';

describe.skipIf(inject('chromium') === '')("a person's page", SLOW, () => {
  let web: Web;
  beforeAll(async () => {
    web = await openConsole({ people: 8 });
  }, SLOW.timeout);
  afterAll(() => web?.close());

  const scoreOf = (id: string, query = '') => web.ask<ScoreReply>(`/v1/profiles/${id}/score${query}`);

  test.each(['en', 'zh'] as const)('shows what the API says, in %s', async (lang) => {
    const score = await scoreOf('sample-0001');
    const { page, trouble } = await web.visit('#/people/sample-0001', { locale: lang });
    expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'en' ? 'en' : 'zh-Hans');
    expect(await page.locator('.summary .figure').textContent()).toBe(String(score.score));
    expect(await page.locator('.summary .caption').textContent()).toBe(score.band?.label[lang]);
    expect(await page.locator('.summary .coverage b').textContent()).toBe(`${Math.round(100 * score.coverage)}%`);
    const dimensions = Object.values(score.dimensions).map((each) => String(each.score));
    expect(await page.locator('.radar .value').allTextContents()).toEqual(dimensions);
    expect(await page.locator('.dimensions li b').allTextContents()).toEqual(dimensions);
    const said = [...score.reasons, ...score.strengths].map(({ text }) => text[lang]);
    expect(await page.locator('.causes li p:first-child > span').allTextContents()).toEqual(said);
    const points = [...score.reasons.map((each) => -each.points), ...score.strengths.map((each) => each.points)];
    const shown = await page.locator('.causes li b').allTextContents();
    expect(shown.map((text) => Number.parseFloat(text.replace('\u2212', '-')))).toEqual(
      points.map((value) => Math.round(10 * value) / 10),
    );
    expect(trouble).toEqual([]);
  });

  test('draws the bands of the card, and marks the one of the score', async () => {
    const score = await scoreOf('sample-0001');
    const { page } = await web.visit('#/people/sample-0001');
    await page.locator('.summary .arc.here').waitFor();
    expect(await page.locator('.summary .tick').allTextContents()).toEqual(['350', '550', '600', '650', '700', '950']);
    expect(await page.locator('.summary .arc.here').getAttribute('class')).toContain(`band-${score.band?.name}`);
  });

  test('says for whom too little is known what would help most', async () => {
    const score = await scoreOf('sample-0003');
    expect(score.status).toBe('unscorable');
    const { page, trouble } = await web.visit('#/people/sample-0003');
    expect(await page.locator('.summary .figure').textContent()).toBe('–');
    const helpful = score.helpful?.map(({ label }) => label.en);
    expect(await page.locator('.causes li p:first-child > span').allTextContents()).toEqual(helpful);
    expect(trouble).toEqual([]);
  });

  test('tells where sources disagree', async () => {
    const { conflicts } = await scoreOf('sample-0002');
    expect(conflicts.length).toBeGreaterThan(0);
    const { page } = await web.visit('#/people/sample-0002');
    expect(await page.locator('.conflicts li').count()).toBe(conflicts.length);
  });

  test('says of a word that is thought false that it counts against the person, never a negative share', async () => {
    const { characteristics } = await scoreOf('sample-0002');
    const against = characteristics.filter(({ credibility = 1, missing }) => !missing && credibility < 0);
    expect(against.length).toBeGreaterThan(0);
    const { page, trouble } = await web.visit('#/people/sample-0002');
    for (const { fact, reliability = 0, credibility = 0, freshness = 0 } of against) {
      const row = page.locator(`.evidence tr.counts[data-fact="${fact}"]`).first();
      const says = `Counts against: ${Math.round(-100 * reliability * credibility * freshness)}%`;
      expect(await row.locator('.weight.against summary b').textContent()).toBe(says);
      expect(await row.getByRole('meter').getAttribute('aria-valuetext')).toBe(says);
      expect(await row.locator('.weight p').textContent()).toContain('contradicted by a more reliable one');
      // A claim in their favour that is thought false is not one against their own interest.
      expect(await row.locator('.verdict').textContent()).not.toContain('Against their own interest');
    }
    const weights = await page.locator('.weight summary b').allTextContents();
    expect(weights.filter((text) => /^[-\u2212]/.test(text))).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test.each(['en', 'zh'] as const)('says no two causes alike, though they rest on one fact, in %s', async (lang) => {
    const { strengths } = await scoreOf('sample-0001');
    const texts = strengths.map(({ text }) => text[lang]);
    expect(new Set(texts).size).toBeLessThan(texts.length);
    const { page } = await web.visit('#/people/sample-0001', { locale: lang });
    await page.locator('.causes .measures').first().waitFor();
    for (const list of await page.locator('ol.causes').all()) {
      const lines = await list
        .locator('li')
        .evaluateAll((items) =>
          items.map((item) =>
            [...item.querySelectorAll('p:first-child > span, .measures')]
              .map(({ textContent }) => textContent)
              .join(': '),
          ),
        );
      expect(new Set(lines).size).toBe(lines.length);
    }
  });

  test.each(['en', 'zh'] as const)('says with each cause what the person has, in %s', async (lang) => {
    const { strengths, characteristics } = await scoreOf('sample-0001');
    const { page } = await web.visit('#/people/sample-0001', { locale: lang });
    await page.locator('.causes .measures').first().waitFor();
    const items = page.locator('ol.causes').last().locator('li');
    const { facts } = shippedJson.dictionary;
    for (const [i, { id, fact }] of strengths.entries()) {
      const said = await items.nth(i).locator('.measures').textContent();
      const { value } = characteristics.find((each) => each.id === id) ?? {};
      if (typeof value === 'number') expect(said).toContain(String(Math.round(10 * value) / 10));
      else expect(said).not.toBe('');
      const isPercent = (facts as Record<string, { unit?: string }>)[fact ?? '']?.unit === 'percent';
      if (isPercent) expect(said).toContain('%');
    }
  });

  test('compares with another baseline when asked', async () => {
    const { page } = await web.visit('#/people/sample-0001');
    await page.getByLabel('Compared with').selectOption('maximum');
    await settled(page);
    const { reasons } = await scoreOf('sample-0001', '?baseline=maximum');
    const shown = await page.locator('.causes code').allTextContents();
    expect(shown).toEqual(reasons.map(({ code }) => code));
  });

  test('refuses an id that cannot be one, and finds one by keyboard alone', async () => {
    const { page, trouble } = await web.visit('#/people');
    const tabTo = async (name: RegExp) => {
      for (let tries = 0; tries < 20; tries += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(
          "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent)",
        );
        if (name.test(String(focused))) return;
      }
      throw new Error(`Tab never comes to ${name}`);
    };
    await tabTo(/^Skip to the content$/);
    await page.keyboard.press('Enter');
    await tabTo(/^Subject id$/);
    await page.keyboard.type('no such id');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('1 to 128 letters');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('sample-0002');
    await page.keyboard.press('Enter');
    await settled(page);
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('sample-0002');
    expect(trouble).toEqual([]);
  });

  test('scores again when asked', async () => {
    const { page, trouble } = await web.visit('#/people/sample-0001');
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Score again now' }).click();
    expect((await answer).status()).toBe(200);
    await settled(page);
    expect(await page.locator('.summary .figure').textContent()).toBe(String((await scoreOf('sample-0001')).score));
    expect(trouble).toEqual([]);
  });

  test.each([
    ['en', undefined],
    ['zh', '没有此人'],
  ] as const)('of somebody unknown says so in %s, with the detail as the API tells it', async (locale, says) => {
    const { title, detail } = await web.ask<Problem>('/v1/profiles/nobody/score');
    const { page } = await web.visit('#/people/nobody', { locale });
    const alert = page.getByRole('alert');
    expect(await alert.locator('h2').textContent()).toBe(says ?? title);
    expect(await alert.locator('p').textContent()).toBe(detail);
  });

  test.each(['en', 'zh'] as const)('says by its kind what a token may not see, in %s', async (locale) => {
    const token = await web.local.token({ subject: 'sample-0002', scope: 'score:read' });
    const { page } = await web.visit('#/people/sample-0001', { locale, token });
    expect(await page.getByRole('alert').locator('h2').textContent()).toBe(
      { en: 'Not allowed with this token', zh: '该令牌无此权限' }[locale],
    );
  });

  test('says by which card a score is, where another one is active by now', async () => {
    const own = await web.local.token({ subject: 'sample-0001', scope: 'score:read' });
    const { scorecard } = await scoreOf('sample-0001');
    await activateAnotherCard(web, 'another');
    const { active } = await web.ask<ScorecardsReply>('/v1/scorecards?limit=1');
    const { page, trouble } = await web.visit('#/people/sample-0001');
    const note = page.locator('.summary').getByRole('note');
    for (const { id, version } of [scorecard, active]) expect(await note.textContent()).toContain(`${id} ${version}`);
    // Whoever may not know which card is active is told nothing of it, and nothing breaks.
    const { page: ofPerson, trouble: silent } = await web.visit('#/people/sample-0001', { token: own });
    await ofPerson.locator('.summary .figure').waitFor();
    expect(await ofPerson.locator('.summary').getByRole('note').count()).toBe(0);
    // Functions that are warm look every 20 s whether another card was activated; for them, these are over.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + LOOKS_EVERY_MS });
    onTestFinished(() => void vi.useRealTimers());
    const again = async () => {
      await page.getByRole('button', { name: 'Score again now' }).click();
      await settled(page);
      return note.count();
    };
    await expect.poll(again, { timeout: 45_000 }).toBe(0);
    expect((await scoreOf('sample-0001')).scorecard.hash).toBe(active.hash);
    expect([...trouble, ...silent]).toEqual([]);
  });
});
