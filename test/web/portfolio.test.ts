import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { JobDetailReply, JobsReply } from '../../lib/schemas/api/replies/rescore.ts';
import type { ScorecardsReply } from '../../lib/schemas/api/replies/scorecards.ts';
import { shippedJson } from '../support/builders.ts';
import { axeViolations, axeViolationsInBothLooks } from './axe.ts';
import { follow, openConsole, SLOW, settled, type Web } from './console.ts';
import { activateAnotherCard, sweep } from './scene.ts';

describe.skipIf(inject('chromium') === '')('the portfolio', SLOW, () => {
  let web: Web;
  beforeAll(async () => {
    web = await openConsole({ people: 14 });
  }, SLOW.timeout);
  afterAll(() => web?.close());

  const newest = async () => (await web.ask<JobsReply>('/v1/rescore-jobs?limit=1')).jobs[0]!.jobId;
  const jobOf = (id: string) => web.ask<JobDetailReply>(`/v1/rescore-jobs/${id}`);
  const peopleIn = ({ report }: JobDetailReply, band: string) =>
    report!.migration.filter(({ to }) => to === band).reduce((sum, { people }) => sum + people, 0);

  test('where nobody was swept yet offers a dry run at once, and shows what it found', async () => {
    const { page, trouble } = await web.visit('#/portfolio');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Run a dry run now' }).click();
    await page.locator('.glance').waitFor();
    const job = await jobOf(await newest());
    expect(job).toMatchObject({ dryRun: true, counts: { people: 14, written: 0 } });
    expect(await page.locator('.glance b').first().textContent()).toBe('14');
    expect(await page.getByText('Drift needs a finished sweep').count()).toBe(1);
    expect(await page.getByRole('note').textContent()).toContain('a dry run found: it wrote nobody');
    expect(trouble).toEqual([]);
  });

  test.each(['en', 'zh'] as const)('shows what the API says of the latest sweep, in %s', async (lang) => {
    const job = await sweep(web);
    const report = job.report!;
    const { page, trouble } = await web.visit('#/portfolio', { locale: lang });
    const percent = (share: number) => `${Math.round(100 * share)}%`;
    const unscored = peopleIn(job, 'unscored');
    expect(await page.locator('.glance b').allTextContents()).toEqual([
      String(report.people),
      percent(unscored / report.people),
      percent(report.coverage.all),
      percent(report.stale),
    ]);
    const bands = page.getByRole('list', { name: lang === 'en' ? 'People by band' : '各等级人数' });
    const shown = await bands.locator('.value').allTextContents();
    expect(shown).toEqual(
      report.bands.map((band) => `${peopleIn(job, band)} · ${percent(peopleIn(job, band) / report.people)}`),
    );
    const coverage = await page.locator('.coverage-by b').allTextContents();
    expect(coverage).toEqual(Object.values(report.coverage.dimensions).map(percent));
    const title = lang === 'en' ? 'People by score' : '评分分布';
    const columns = await page
      .getByRole('region', { name: title })
      .locator('tbody tr td:nth-child(2)')
      .allTextContents();
    expect(columns.map(Number)).toEqual(report.scores.map(({ after }) => after));
    const shifts = page
      .getByRole('region', { name: lang === 'en' ? 'Change of score' : '评分变化' })
      .locator('tbody tr');
    expect(await shifts.locator('td').allTextContents()).toEqual(report.shifts.map(({ people }) => String(people)));
    const range = { en: '\u22125 to +4', zh: '\u22125 至 +4' }[lang];
    expect(
      await shifts
        .locator('th')
        .nth(report.shifts.findIndex(({ from }) => from === 0))
        .textContent(),
    ).toBe(range);
    expect(trouble).toEqual([]);
  });

  test('draws the drift of every sweep, and lists them all with their cost', async () => {
    const { jobs } = await web.ask<JobsReply>('/v1/rescore-jobs');
    const all = await Promise.all(jobs.map(({ jobId }) => jobOf(jobId)));
    const { page } = await web.visit('#/portfolio');
    const drift = page.getByRole('region', { name: 'Drift over sweeps' });
    const sweeps = all.filter(({ dryRun }) => !dryRun).reverse();
    const psi = sweeps.map(({ report }) => (report!.stability.training ?? report!.stability.since)!.psi.toFixed(3));
    expect(await drift.locator('tbody tr td:nth-child(2)').allTextContents()).toEqual(psi);
    expect(await drift.locator('.stripe.alarm').count()).toBe(1);
    const worst = sweeps.map(({ report }) => report!.stability.worst?.psi.toFixed(3) ?? '–');
    expect(await drift.locator('tbody tr td:nth-child(4)').allTextContents()).toEqual(worst);
    const list = page.getByRole('region', { name: 'Sweeps and dry runs' }).locator('tbody tr');
    const cells = await list.evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
    );
    const kind = ({ dryRun }: JobDetailReply) => (dryRun ? 'Dry run' : 'Sweep');
    expect(cells.map(([what, , , , people, changed]) => [what, people, changed])).toEqual(
      all.map((job) => [kind(job), String(job.counts.people), String(job.counts.changed)]),
    );
    expect(cells.map((row) => Number(row.at(-1)?.slice(1)))).toEqual(all.map(({ cost }) => cost));
  });

  test('starts a sweep as it is asked for, by keyboard; shows how far it is, cancels it and resumes it', async () => {
    await activateAnotherCard(web, 'another');
    const { page, trouble } = await web.visit('#/portfolio');
    await page.getByRole('button', { name: 'Start a sweep' }).focus();
    await page.keyboard.press('Enter');
    await settled(page);
    const dialog = page.getByRole('dialog', { name: 'Start a sweep of everybody' });
    await dialog.getByLabel('Kind').selectOption('sweep');
    await dialog.getByLabel('Most writes a second').fill('none');
    await dialog.getByRole('button', { name: 'Start the sweep' }).click();
    expect(await dialog.getByRole('alert').textContent()).toContain('A whole number from 1');
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByLabel('Most writes a second').fill('2');
    await dialog.getByLabel('Parts at once').fill('6');
    await page.keyboard.press('Enter');
    const card = page.getByRole('region', { name: 'A sweep is running' });
    await card.waitFor();
    const jobId = await newest();
    expect(page.url()).toContain(jobId);
    const people = () => card.locator('.job-counts dd').first().textContent();
    await expect.poll(async () => Number(await people()), { timeout: 40_000 }).toBeGreaterThan(0);
    await card.getByRole('button', { name: 'Cancel it' }).click();
    await page.getByRole('dialog', { name: 'Cancel this job?' }).getByRole('button', { name: 'Cancel it' }).click();
    const left = page.getByRole('region', { name: 'This sweep was cancelled' });
    await left.waitFor();
    expect((await jobOf(jobId)).state).toBe('cancelled');
    await left.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('dialog', { name: 'Resume this job?' }).getByRole('button', { name: 'Resume' }).click();
    await page.locator('.glance').waitFor({ timeout: 60_000 });
    const job = await jobOf(jobId);
    expect(job).toMatchObject({ state: 'finished', dryRun: false, counts: { people: 14 } });
    const { counts } = job;
    expect(await page.locator('.job-counts dd').allTextContents()).toEqual(
      [counts.people, counts.changed, counts.unchanged, counts.unscorable].map(String),
    );
    expect(await axeViolations(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test('says which people a sweep was about, and keeps it out of the drift', async () => {
    const { jobId } = await sweep(web, { dryRun: true, dimension: 'identity', bands: ['good'] });
    const { page, trouble } = await web.visit('#/portfolio');
    await page.getByText('Only people of: good, Identity').waitFor();
    for (const address of ['#/portfolio', `#/portfolio/${jobId}`]) {
      await follow(page, address);
      expect(await axeViolationsInBothLooks(page)).toEqual([]);
      for (const width of [390, 360]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
    }
    expect(trouble).toEqual([]);
  });

  test.each(['en', 'zh'] as const)(
    'shows everybody by the active card, or says that it does not, in %s',
    async (lang) => {
      const nameOf = ({ id, version }: { id: string; version: string }) => `${id} ${version}`;
      const { active, scorecards } = await web.ask<ScorecardsReply>('/v1/scorecards');
      const other = scorecards.find(({ hash }) => hash !== active.hash) ?? shippedJson.card;
      const { id, version } = other as { id: string; version: string };
      const latest = async () => (await web.ask<JobsReply>('/v1/rescore-jobs?limit=100')).jobs;
      const byActive =
        (await latest()).find((job) => job.scorecard.hash === active.hash && !job.dryRun && job.state === 'finished') ??
        (await sweep(web));
      // A dry run of another card is later, and is not how everybody stands.
      await sweep(web, { dryRun: true, scorecard: { id, version } });
      const { page, trouble } = await web.visit('#/portfolio', { locale: lang });
      const shown = () => page.locator('.glance').locator('xpath=..').getByRole('link').getAttribute('href');
      expect(await shown()).toBe(`#/portfolio/${byActive.jobId}`);
      expect(await page.getByRole('note').count()).toBe(0);

      await activateAnotherCard(web, `next-${lang}`);
      await follow(page, '#/people');
      await follow(page, '#/portfolio');
      const { active: now } = await web.ask<ScorecardsReply>('/v1/scorecards?limit=1');
      expect(await shown()).toBe(`#/portfolio/${byActive.jobId}`);
      const note = await page.getByRole('note').textContent();
      for (const card of [active, now]) expect(note).toContain(nameOf(card));

      const dry = await sweep(web, { dryRun: true });
      await follow(page, '#/people');
      await follow(page, '#/portfolio');
      expect(await shown()).toBe(`#/portfolio/${dry.jobId}`);
      expect(await page.getByRole('note').textContent()).toContain({ en: 'a dry run', zh: '试运行' }[lang]);
      expect(trouble).toEqual([]);
      await sweep(web);
    },
  );
});
