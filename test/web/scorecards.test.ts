import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { JobDetailReply } from '../../lib/schemas/api/replies/rescore.ts';
import type { ScorecardReply, ScorecardsReply } from '../../lib/schemas/api/replies/scorecards.ts';
import type { Fact } from '../../lib/schemas/dictionary.ts';
import type { CharacteristicFile } from '../../lib/schemas/scorecard.ts';
import { heldOutFiguresIn } from '../../lib/scorecards/held-out-figures.ts';
import { contentHash } from '../../lib/scorecards/load.ts';
import { en } from '../../web/src/i18n/en.ts';
import { zh } from '../../web/src/i18n/zh.ts';
import { shippedJson } from '../support/builders.ts';
import { altered } from '../support/write-card.ts';
import { axeViolations } from './axe.ts';
import { challenger, expert, learned, register, registerExamples } from './cards.ts';
import { follow, openConsole, SLOW, settled, type Web } from './console.ts';

const { dictionary } = shippedJson;
const TRIED = `${expert.id}@2.0.0`;
const LEARNED = 'german-credit-learned@1.0.0';

/** The numbers of a text, however they are written. */
const numbersIn = (text: string | null) =>
  [
    ...(text ?? '')
      .replaceAll('\u2212', '-')
      .replaceAll(',', '')
      .matchAll(/-?\d+(\.\d+)?/g),
  ].map(([found]) => Number(found));
const numberIn = (text: string | null) => numbersIn(text)[0];
const cellsOf = ({ bins, special = [], unseen, missing }: CharacteristicFile) => [
  ...bins,
  ...special,
  ...(unseen === undefined ? [] : [unseen]),
  missing,
];

describe.skipIf(inject('chromium') === '')('the scorecards page', SLOW, () => {
  let web: Web;
  beforeAll(async () => {
    web = await openConsole({ people: 12 });
    await registerExamples(web);
  }, 2 * SLOW.timeout);
  afterAll(() => web?.close());

  const list = () => web.ask<ScorecardsReply>('/v1/scorecards?limit=100');
  const cardOf = (ref: string) => {
    const [id, version] = ref.split('@');
    return web.ask<ScorecardReply>(`/v1/scorecards/${id}?version=${version}`);
  };
  const reportOf = async (ref: string) => {
    const { dryRun } = await cardOf(ref);
    const job = await web.ask<JobDetailReply>(`/v1/rescore-jobs/${dryRun?.jobId}`);
    return { job, report: job.report! };
  };
  const changedIn = async (ref: string) =>
    (await reportOf(ref)).report.migration.reduce((sum, { from, to, people }) => sum + (from === to ? 0 : people), 0);

  test.each(['en', 'zh-CN'])('lists what the registry has, and which card is active, in %s', async (locale) => {
    const { active, scorecards } = await list();
    expect(active.of).toBe('deployment');
    const { page, trouble } = await web.visit('#/scorecards', { locale });
    const rows = page.locator('.scorecards > li');
    expect(await rows.count()).toBe(scorecards.length + 1);
    const first = await rows.first().textContent();
    expect(first).toContain(`${active.id} ${active.version}`);
    expect(await page.locator('.badge.on').count()).toBe(1);
    expect(await rows.first().locator('.badge.on').count()).toBe(1);
    for (const { id, version, title, signedOffBy, registeredBy, kind } of scorecards) {
      const row = rows.filter({ hasText: `${id} ${version}` });
      expect(await row.locator('h2').textContent()).toBe(title);
      const text = await row.textContent();
      expect(text).toContain(signedOffBy);
      expect(text).toContain(registeredBy);
      if (locale === 'en') expect(text?.toLowerCase()).toContain(kind);
    }
    expect(trouble).toEqual([]);
  });

  test.each([
    [LEARNED, 'en'],
    [LEARNED, 'zh-CN'],
    [TRIED, 'en'],
  ])('shows all points of %s as the API tells them, with the people in each row, in %s', async (ref, locale) => {
    const { scorecard } = await cardOf(ref);
    const card = scorecard as typeof learned.scorecard;
    const baseline = card.provenance.baseline as { characteristics: Record<string, number[]> } | undefined;
    const people = baseline?.characteristics ?? (await reportOf(ref)).report.cells;
    const { page, trouble } = await web.visit(`#/scorecards/${ref}`, { locale });
    await page.locator('.bins td.soft').first().waitFor();
    expect(await page.locator('.bins').count()).toBe(card.characteristics.length);
    for (const each of card.characteristics as CharacteristicFile[]) {
      const rows = page.locator(`.bins[data-characteristic="${each.id}"] tbody tr`);
      const points = await rows.locator('td.numeric:not(.soft)').allTextContents();
      expect(points.map(numberIn)).toEqual(cellsOf(each).map((cell) => cell.points + 0));
      const all = people[each.id]!.reduce((sum, count) => sum + count, 0);
      const shares = await rows.locator('td.numeric.soft:nth-child(4)').allTextContents();
      if (all > 0) {
        const expected = people[each.id]!.map((count) => Math.round((100 * count) / all));
        shares.map(numberIn).forEach((share, i) => {
          expect(Math.abs(share! - expected[i]!)).toBeLessThanOrEqual(1);
        });
      }
    }
    expect(trouble).toEqual([]);
  });

  test('says a row in words, whatever its kind', async () => {
    const rowsOf = async (page: Page, id: string) =>
      page.locator(`.bins[data-characteristic="${id}"] tbody th`).allTextContents();
    const { page } = await web.visit(`#/scorecards/${LEARNED}`);
    expect(await rowsOf(page, 'durationMonths')).toEqual([
      'under 9',
      '9 to under 16',
      '16 to under 36',
      '36 to under 45',
      '45 and over',
      'not known',
    ]);
    expect((await rowsOf(page, 'checkingAccount')).slice(2)).toEqual([
      'under 200',
      'from 200 or salary',
      'any other',
      'not known',
    ]);
    const { page: tried } = await web.visit(`#/scorecards/${TRIED}`);
    expect(await rowsOf(tried, 'utilityWorst')).toEqual([
      'as agreed',
      'up to 29 days late',
      '30–59 days late',
      '60–89 days late',
      '90 days late or more',
      'not known',
    ]);
    expect(await rowsOf(tried, 'utilityTrend')).toEqual([
      'not later than before',
      '0.01 to under 0.34 steps later',
      '0.34 to under 1.01 steps later',
      '1.01 steps later or more',
      'not known',
    ]);
    const { page: chinese } = await web.visit(`#/scorecards/${TRIED}`, { locale: 'zh-CN' });
    expect(await rowsOf(chinese, 'identityVerified')).toEqual(['是', '否', '未知']);
  });

  test('says every row of the shipped card in Chinese, by the words of the other pages', async () => {
    const { page, trouble } = await web.visit(`#/scorecards/${expert.id}@${expert.version}`, { locale: 'zh-CN' });
    const told = await page.locator('.bins tbody th, .bins caption').allTextContents();
    expect(told.length).toBeGreaterThan(150);
    expect(told.filter((text) => /[a-z]/i.test(text))).toEqual([]);
    const rowsOf = (id: string) => page.locator(`.bins[data-characteristic="${id}"] tbody th`).allTextContents();
    expect(await rowsOf('courtRecord')).toEqual(['无', '判决已履行', '判决未履行', '强制执行中', '其他类别', '未知']);
    expect((await rowsOf('utilityWorst')).slice(0, 2)).toEqual(['按约履行', '逾期 29 天以内']);
    const { page: learnedPage } = await web.visit(`#/scorecards/${LEARNED}`, { locale: 'zh-CN' });
    const learnedRows = await learnedPage.locator('.bins tbody th, .bins caption').allTextContents();
    expect(learnedRows.filter((text) => /[a-z]/i.test(text))).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test('has words for every category and unit of the shipped dictionary', () => {
    for (const { evidence } of [en, zh]) {
      for (const fact of Object.values(shippedJson.dictionary.facts) as Fact[]) {
        if (fact.type === 'category')
          for (const name of fact.categories) expect(evidence.categories, name).toHaveProperty([name]);
        if ('unit' in fact && evidence === zh.evidence) expect(evidence.units).toHaveProperty([fact.unit]);
      }
    }
  });

  test.each([LEARNED, `${expert.id}@${expert.version}`])('hands out %s and its dictionary as files', async (ref) => {
    const { id, version, scorecard, dictionary } = await cardOf(ref);
    const { page, trouble } = await web.visit(`#/scorecards/${ref}`);
    const saved = async (button: string) => {
      const begun = page.waitForEvent('download');
      await page.getByRole('group', { name: 'Download' }).getByRole('button', { name: button }).click();
      const file = await begun;
      return [file.suggestedFilename(), JSON.parse(readFileSync(await file.path(), 'utf8'))];
    };
    expect(await saved('Card')).toEqual([`${id}-${version}.json`, scorecard]);
    expect(await saved('Dictionary')).toEqual([`${id}-${version}.dictionary.json`, dictionary]);
    expect(trouble).toEqual([]);
  });

  test('tells scale, odds, bands, floor, who signed, which data, and plainly what the card does not hold', async () => {
    const { scorecard, hash, signedOffBy } = await cardOf(LEARNED);
    const { scale, bands, provenance } = scorecard as typeof learned.scorecard;
    const { page } = await web.visit(`#/scorecards/${LEARNED}`);
    const text = await page.locator('main').textContent();
    expect(text).toContain(`${scale.min} to ${scale.max}`);
    expect(text).toContain('3.3 good to 1 bad at 650; they double every 40 points');
    const named = await page.locator('.band-list li').allTextContents();
    expect(named.map((each) => each.trim())).toEqual(bands.map(({ label, from }) => `${label.en} from ${from}`));
    const { sha256 } = provenance.source as { sha256: string };
    for (const said of [hash, signedOffBy, sha256, '693', '30.0%']) expect(text).toContain(said);
    expect(await page.locator('.command code').textContent()).toMatch(
      /^npx tahini validate --card german-credit-learned\.json .*--report/,
    );
    const { page: ofExpert } = await web.visit(`#/scorecards/${TRIED}`);
    expect(await ofExpert.locator('main').textContent()).toContain('An expert card has seen no outcomes');
  });

  test.each(['en', 'zh-CN'])(
    'shows how a card does on people it has not seen, as its training found, in %s',
    async (locale) => {
      const { scorecard } = await cardOf(LEARNED);
      const found = heldOutFiguresIn((scorecard as typeof learned.scorecard).provenance)!;
      const { page, trouble } = await web.visit(`#/scorecards/${LEARNED}`, { locale });
      const part = page.locator('.held-out');
      const tiles = await part.locator('.tiles dd b').allTextContents();
      const { auc, gini, ks, logLoss, brier, calibration, bands, fairness } = found;
      const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
      expect(tiles.map((text) => numbersIn(text)[0])).toEqual([
        ...[auc, gini, ks].map((value) => rounded(value, 3)),
        ...[logLoss!, brier!].map((value) => rounded(value, 4)),
        rounded(calibration!.p!, 3),
      ]);
      const rowsOf = async (name: number) =>
        (await part.locator('figure').nth(name).locator('tbody tr').all()).map(async (row) =>
          numbersIn((await row.locator('td').allTextContents()).join(' ')),
        );
      const told = await Promise.all(await rowsOf(0));
      expect(told.map((row) => [row[0], row.at(-1)])).toEqual(
        calibration!.table.map(({ happened, n }) => [rounded(100 * happened, 1), n]),
      );
      const byBand = await Promise.all(await rowsOf(1));
      expect(byBand).toEqual(bands.map(({ badRate, n }) => [rounded(100 * badRate!, 1), n]));
      expect(fairness.map(({ column }) => column)).toEqual(['personalStatusAndSex', 'ageYears', 'foreignWorker']);
      for (const { column, groups } of fairness) {
        const rows = part.locator('section.table', { hasText: column }).locator('tbody tr');
        expect(await rows.locator('th').allTextContents()).toEqual(groups.map(({ group }) => group));
        const approved = await rows.locator('td:nth-child(3)').allTextContents();
        expect(approved.map(numberIn)).toEqual(groups.map((each) => rounded(100 * each.approved, 1)));
      }
      expect(trouble).toEqual([]);
    },
  );

  test('compares two cards by the dry run of one: bands, scores, reasons, people, cost', async () => {
    const { job, report } = await reportOf(TRIED);
    const { page, trouble } = await web.visit(`#/scorecards/${TRIED}/compare/${expert.id}@${expert.version}`);
    await page.locator('.heat-map').waitFor();
    const cells = await page.locator('.heat-map .heat + text').allTextContents();
    const moved = cells.map(Number).filter((people) => people > 0);
    expect(moved.sort()).toEqual(report.migration.map(({ people }) => people).sort());
    expect(await page.locator('.heat-map .name').allTextContents()).toEqual(['After →', 'Before ↓']);
    // Row by row: the bands before, with the people of each.
    const matrix = await page.locator('section:has(.heat-map) .figures tbody tr').all();
    for (const row of matrix) {
      const band = await row.locator('th').textContent();
      const name = [...expert.bands, { name: 'unscored', label: { en: 'No score' } }].find(
        ({ label }) => label.en === band,
      )?.name;
      const people = report.migration.filter(({ from }) => from === name).reduce((sum, each) => sum + each.people, 0);
      const told = (await row.locator('td').allTextContents()).map(Number).reduce((sum, count) => sum + count, 0);
      expect([band, told]).toEqual([band, people]);
    }
    const tiles = await page.locator('.tiles dd b').allTextContents();
    expect(tiles.slice(0, 2).map(numberIn)).toEqual([report.people, await changedIn(TRIED)]);
    expect(numberIn(tiles[4]!)).toBe(Math.round(1000 * report.stability.since!.psi) / 1000);
    expect(numberIn(tiles[5]!)).toBe(job.cost);
    const rows = await page.locator('.card:has(h2:text("Reason codes")) tbody tr').all();
    expect(rows.length).toBe(report.reasons.length);
    for (const row of rows) {
      const code = await row.locator('code').textContent();
      const reason = report.reasons.find((each) => each.code === code)!;
      const counts = await row.locator('td').allTextContents();
      expect(counts.map(numberIn)).toEqual([reason.before, reason.after, reason.after - reason.before]);
    }
    const movers = [...report.movers!.up, ...report.movers!.down];
    const links = page.locator('a[href^="#/people/"]:not([href="#/people"])');
    expect(await links.allTextContents()).toEqual(movers.map(({ subjectId }) => subjectId));
    expect(trouble).toEqual([]);
    await links.first().click();
    await settled(page);
    expect(await page.locator('h1').textContent()).toBe(movers[0]!.subjectId);
  });

  test('says so when the dry run that a comparison rests on cannot be read, and tries again when asked', async () => {
    const { page } = await web.visit('#/scorecards');
    const report = '**/v1/rescore-jobs/*';
    await page.route(report, (route) => route.abort());
    await page.evaluate(`location.hash = '#/scorecards/${TRIED}/compare/${expert.id}@${expert.version}'`);
    await page.getByRole('alert').getByText('The service cannot be reached').waitFor();
    await page.unroute(report);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.heat-map').waitFor();
  });

  test('marks which points differ, and shows the others when asked', async () => {
    const { page } = await web.visit(`#/scorecards/${TRIED}/compare/${expert.id}@${expert.version}`);
    const tables = page.locator('.bins.two');
    const named = (await tables.all()).map((each) => each.getAttribute('data-characteristic'));
    expect(await Promise.all(named)).toEqual([
      'utilityStreak',
      'monthlyIncome',
      'identityVerified',
      'employmentVerified',
    ]);
    const streak = page.locator('.bins[data-characteristic="utilityStreak"] .differs');
    expect(await streak.locator('td.numeric').allTextContents()).toEqual(['24', '45', '+21']);
    await page.getByLabel('Only what differs').uncheck();
    expect(await tables.count()).toBe(expert.characteristics.length);
  });

  test('registers from files, and tells each violation of a card that is refused by its place', async () => {
    const { page, trouble } = await web.visit('#/scorecards');
    await page.getByRole('button', { name: 'Register a card' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    expect(await dialog.locator('.wrong').count()).toBe(2);
    const choose = (json: unknown) =>
      dialog.getByLabel('Card and dictionary (JSON)').setInputFiles({
        name: 'card.json',
        mimeType: 'application/json',
        buffer: Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)),
      });
    const send = async (json: unknown) => {
      await choose(json);
      await dialog.getByLabel('Signed off by').fill('Ada');
      await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    };
    await send('{');
    await dialog.getByText('card.json is not JSON.').waitFor();
    await send({ colour: 'red' });
    await dialog.getByText('None of these files is a scorecard.').waitFor();
    await send({ ...challenger('8'), dictionary: { id: 'x', hash: 'f'.repeat(64) } });
    await dialog.getByText('No registered card has the dictionary').waitFor();
    const broken = challenger('8', { 'characteristics.0.bins.1.from': -5, colour: 'red' });
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await send(broken);
    const problem = (await (await answer).json()) as { errors: { pointer: string; detail: string }[] };
    await dialog.locator('.problem').waitFor();
    const told = await dialog.locator('.problem li').allTextContents();
    expect(told).toEqual(problem.errors.map(({ pointer, detail }) => `${pointer} ${detail}`));
    expect(told.length).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(trouble).toEqual([]);
  });

  test('goes the whole way: register, dry run, compare, activate, and undo', async () => {
    const { page, trouble } = await web.visit('#/scorecards');
    const before = (await list()).active;
    await page.getByRole('button', { name: 'Register a card' }).click();
    await page.getByLabel('Card and dictionary (JSON)').setInputFiles({
      name: 'card.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(challenger('3.0.0', { 'characteristics.25.bins.1.points': 0 }))),
    });
    await page.getByLabel('Signed off by').fill('Board, 29 November');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.waitForURL(/#\/scorecards\/tahini-expert%403\.0\.0$/);
    await settled(page);
    expect((await cardOf(`${expert.id}@3.0.0`)).signedOffBy).toBe('Board, 29 November');

    await page.getByRole('button', { name: 'Start a dry run' }).click();
    const moves = page.locator('.scorecard .moves').first();
    await moves.waitFor();
    const { report } = await reportOf(`${expert.id}@3.0.0`);
    const changed = await changedIn(`${expert.id}@3.0.0`);
    expect(numbersIn(await moves.locator('b').textContent())).toEqual([changed, report.people]);

    await page.locator('.actions').getByRole('link', { name: 'Compare' }).click();
    await page.locator('.heat-map').waitFor();
    await page.goBack();
    await settled(page);

    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const says = await dialog.textContent();
    expect(says).toContain('version 3.0.0');
    expect(says).toContain(`as activation ${before.activationSeq + 1}`);
    expect(says).toContain(`${changed} of ${report.people} people change band`);
    expect((await list()).active).toEqual(before);
    await dialog.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.getByText(`Active as activation ${before.activationSeq + 1}`).waitFor();
    await settled(page);
    const { active } = await list();
    expect(active).toMatchObject({ version: '3.0.0', activationSeq: before.activationSeq + 1 });
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("role")')).toBe('status');
    expect(await page.locator('.card-bar .badge.on').count()).toBe(1);

    const { page: all } = await web.visit('#/scorecards');
    const former = all.locator('.scorecards > li').filter({ hasText: `${expert.id} ${expert.version}` });
    expect(await former.locator('.activation').textContent()).toContain('Active with the deployment');

    await page.getByRole('button', { name: 'Undo the activation' }).click();
    expect(await dialog.locator('h2').textContent()).toBe(`Undo activation ${active.activationSeq}?`);
    expect(await dialog.textContent()).toContain(
      `${before.id} ${before.version}, as activation ${active.activationSeq + 1}`,
    );
    expect(await dialog.locator('.warning').count()).toBe(0);
    expect(await dialog.getByLabel('Reason').inputValue()).toBe(`Undo of activation ${active.activationSeq}`);
    const force = dialog.getByRole('button', { name: `Undo activation ${active.activationSeq}` });
    await dialog.getByLabel(/^Type the version/).fill('3.0.0');
    await force.click();
    await dialog.getByText(`This is not ${before.version}.`).waitFor();
    expect((await list()).active).toEqual(active);
    await dialog.getByLabel(/^Type the version/).fill(before.version);
    await force.click();
    await page.getByText(`Active as activation ${active.activationSeq + 1}`).waitFor();
    expect((await list()).active).toMatchObject({ hash: before.hash, activationSeq: active.activationSeq + 1 });
    const [latest] = (await cardOf(`${expert.id}@${before.version}`)).activations;
    expect(latest).toMatchObject({ reason: `Undo of activation ${active.activationSeq}` });
    await settled(page);
    expect(await page.locator('.card-bar .badge.on').count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  test('says of a card that nobody here can be scored by that it is so, and offers neither a dry run nor an activation', async () => {
    const { page } = await web.visit(`#/scorecards/${LEARNED}`);
    const warning = page.locator('.scorecard .warning').first();
    await warning.waitFor();
    expect(await warning.textContent()).toMatch(/(\w+, ){7}\w+ and \d+ more: is gone/);
    for (const name of ['Start a dry run', 'Activate'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    const answer = await fetch(`${web.local.url}/v1/rescore-jobs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${web.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ scorecard: { id: learned.scorecard.id, version: '1.0.0' }, dryRun: true }),
    });
    const { errors } = (await answer.json()) as { errors: { detail: string }[] };
    expect(await warning.locator('li').allTextContents()).toEqual(errors.map(({ detail }) => detail));
  });

  test('shows what the API refuses to activate, by keyboard alone', async () => {
    const { incomeSources: _gone, ...facts } = dictionary.facts;
    const smaller = { ...dictionary, facts };
    const hash = contentHash(smaller);
    await register(web, challenger('9.0.0', { 'dictionary.hash': hash }), smaller);
    const { page } = await web.visit(`#/scorecards/${expert.id}@9.0.0`);
    const { active } = await list();
    await page.getByRole('button', { name: 'Activate', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Activate');
    await page.keyboard.press('Enter');
    await page.keyboard.type('No dry run can be had');
    await page.keyboard.press('Tab');
    await page.keyboard.type('9.0.0');
    await page.keyboard.press('Enter');
    const problem = page.locator('dialog .problem');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('incomeSources: is gone');
    expect((await list()).active).toEqual(active);
  });

  test('says of an address that names no card that it does not, and of an unknown one what the API says', async () => {
    const { page } = await web.visit('#/scorecards/nonsense');
    expect(await page.locator('h1').textContent()).toBe('The address is not that of a scorecard');
    const { page: unknown } = await web.visit('#/scorecards/nobody@1');
    expect(await unknown.getByRole('alert').textContent()).toContain('No scorecard nobody 1 is registered.');
  });

  test('draws the largest groups of many, counts the others, and draws them when asked', async () => {
    const { heldOut } = learned.scorecard.provenance as { heldOut: { fairness: object[] } };
    const [group] = (heldOut.fairness[0] as { groups: object[] }).groups;
    const groups = Array.from({ length: 100 }, (_, i) => {
      return { ...group, group: `g${i}`, n: 1000 + i, few: false, ratio: i < 5 ? 0.5 : 1 };
    });
    const fairness = Array.from({ length: 50 }, (_, i) => ({ column: `column${i}`, groups }));
    const changes = { version: '50x100', 'provenance.heldOut.fairness': fairness };
    const many = altered(learned.scorecard, changes);
    await register(web, many, learned.dictionary);
    const { page, trouble } = await web.visit(`#/scorecards/${many.id}@${many.version}`);
    const part = page.locator('section[aria-label="Fairness by group"]');
    const first = part.locator('section.table', { hasText: 'column0' });
    await first.waitFor();
    expect(await part.locator('section.table tbody tr').count()).toBe(10 * 20);
    const names = (from: number, count: number) => Array.from({ length: count }, (_, i) => `g${from - i}`);
    expect(await first.locator('tbody th').allTextContents()).toEqual(names(99, 20));
    const said = 'and 80 smaller groups, 83,160 people, of which 5 groups are under 4/5';
    expect(await part.getByText(said).count()).toBe(10);
    expect(await part.getByText('and 40 more columns, with 200 groups under 4/5').count()).toBe(1);
    await part.getByRole('button', { name: 'Show all 100: column0' }).click();
    expect(await first.locator('tbody tr').count()).toBe(100);
    await part.getByRole('button', { name: 'Show 10 more' }).click();
    expect(await part.locator('section.table').count()).toBe(20);
    expect(await axeViolations(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test('shows a dry run that is under way, tells of it elsewhere, and cancels it', async () => {
    const { page, trouble } = await web.visit('#/scorecards');
    const { page: elsewhere } = await web.visit(`#/scorecards/${expert.id}@${expert.version}`);
    const [id, version] = TRIED.split('@');
    const answer = await fetch(`${web.local.url}/v1/rescore-jobs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${web.token}`, 'content-type': 'application/json' },
      // In so many parts that it lasts a while, however few the people are.
      body: JSON.stringify({ scorecard: { id, version }, dryRun: true, segments: 600 }),
    });
    const { jobId } = (await answer.json()) as { jobId: string };
    await follow(page, `#/scorecards/${TRIED}`);
    await page.getByRole('meter', { name: 'Dry run under way' }).waitFor();
    await elsewhere.getByRole('button', { name: 'Start a dry run' }).click();
    await elsewhere.getByText(`Another sweep is running (${jobId})`).waitFor();
    await page.getByRole('button', { name: 'Cancel the dry run' }).click();
    await page.getByText('The dry run was cancelled.').waitFor();
    expect((await web.ask<JobDetailReply>(`/v1/rescore-jobs/${jobId}`)).state).toBe('cancelled');
    expect(trouble).toEqual([]);
  });
});
