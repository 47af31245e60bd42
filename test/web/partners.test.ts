import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { PartnerReply } from '../../lib/schemas/api/replies/partners.ts';
import type { DeliveriesReply, SubscriptionsReply } from '../../lib/schemas/api/replies/subscriptions.ts';
import { shippedJson } from '../support/builders.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { axeViolations, axeViolationsInBothLooks } from './axe.ts';
import { follow, openConsole, SLOW, settled, type Web } from './console.ts';
import { changeScore, deliveriesWhen, PARTNER, registerPartner } from './scene.ts';

const ADDRESS = `#/partners/${PARTNER}`;

describe.skipIf(inject('chromium') === '')("a partner's page", SLOW, () => {
  let web: Web;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    web = await openConsole({ people: 3 });
    await registerPartner(web, receiver);
  }, SLOW.timeout);
  afterAll(async () => {
    await web?.close();
    await receiver.close();
  });

  const partner = () => web.ask<PartnerReply>(`/v1/partners/${PARTNER}`);
  const subscriptions = () => web.ask<SubscriptionsReply>(`/v1/partners/${PARTNER}/subscriptions`);
  const deliveries = () => web.ask<DeliveriesReply>(`/v1/partners/${PARTNER}/deliveries`);

  test.each(['en', 'zh'] as const)('is found in the list, and shows what the API says, in %s', async (lang) => {
    const { page, trouble } = await web.visit('#/partners', { locale: lang });
    const { facts, events, secrets, tier } = await partner();
    const row = page.locator('tbody tr');
    expect(await row.count()).toBe(1);
    const labelOf = (fact: string) => Object(shippedJson.dictionary.facts)[fact].label[lang];
    const factNames = row.locator('.words').first().locator('li');
    await factNames.getByText(labelOf('phoneVerified'), { exact: true }).waitFor();
    expect(await factNames.allTextContents()).toEqual(facts.map(labelOf));
    expect(await row.locator('.words code').allTextContents()).toEqual(Object.keys(events));
    expect(tier).toBe('partner');
    expect(await row.locator('td').first().textContent()).toBe(lang === 'en' ? 'Partner' : '合作机构');
    await row.getByRole('link').click();
    await settled(page);
    expect(page.url()).toContain(ADDRESS);
    expect(await page.locator('h1').textContent()).toBe('Acme Power');
    expect(await page.locator('.mappings dt').allTextContents()).toEqual(Object.keys(events));
    const mappings = Object.values(events).flat();
    const named = mappings.map(({ fact }) => fact);
    await page.locator('.mappings dd b').getByText(labelOf('addressSince'), { exact: true }).waitFor();
    expect(await page.locator('.mappings dd b').allTextContents()).toEqual(named.map(labelOf));
    expect(await page.locator('.mappings dd b + code').allTextContents()).toEqual(named);
    expect(await page.locator('.words li').allTextContents()).toEqual(facts.map((fact) => labelOf(fact) + fact));
    const [subscription] = (await subscriptions()).subscriptions;
    const ids = [secrets, subscription!.secrets].flat().map(({ secretId }) => secretId);
    expect(await page.locator('.secret-list code').allTextContents()).toEqual(ids);
    expect(await page.locator('.subscription-head b').textContent()).toBe(receiver.url);
    expect(trouble).toEqual([]);
  });

  test('tells of every attempt: one that failed, and the one that arrived once the address had healed', async () => {
    receiver.answer = (before) => ({ status: before === 0 ? 503 : 200 });
    await changeScore(web, 'sample-0001', 2);
    const { page, trouble } = await web.visit(ADDRESS);
    // Nobody presses anything: the page looks again by itself while an attempt is near.
    await page.locator('.deliveries > li .state.finished').waitFor({ timeout: 60_000 });
    const { deliveries: said } = await deliveries();
    const delivered = said[0]!;
    expect(delivered.attempts.map(({ status }) => status)).toEqual([503, 200]);
    const row = page.locator('.deliveries > li').first();
    expect(await row.getByRole('link').textContent()).toBe('sample-0001');
    await row.locator('summary').click();
    const cells = await row.locator('tbody tr td:nth-child(2)').allTextContents();
    expect(cells).toEqual(['503', '200']);
    expect(await row.locator('code').textContent()).toBe(delivered.messageId);
    await page.getByLabel('Show').selectOption('failed');
    expect(await page.locator('.deliveries > li').count()).toBe(0);
    await page.getByLabel('Show').selectOption('delivered');
    expect(await page.locator('.deliveries > li').count()).toBe(said.filter((d) => d.state === 'delivered').length);
    expect(trouble).toEqual([]);
  });

  test('sends a notification once more when that is confirmed, not before', async () => {
    const { page } = await web.visit(ADDRESS);
    const before = receiver.got.length;
    const row = page.locator('.deliveries > li').first();
    await row.getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send this notification once more?' });
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    expect(receiver.got.length).toBe(before);
    await row.getByRole('button', { name: 'Send again' }).click();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await deliveriesWhen(web, ({ deliveries: [first] }) => first?.attempts.length === 3);
    expect(receiver.got.length).toBe(before + 1);
    expect(receiver.got.at(-1)?.id).toBe(receiver.got.at(0)?.id);
    await row.locator('summary', { hasText: 'Attempts: 3' }).waitFor();
  });

  test.each([
    ['partner', () => partner().then(({ secrets }) => secrets), 'Acme Power'],
    ['subscription', () => subscriptions().then((all) => all.subscriptions[0]!.secrets), 'http'],
  ] as const)('rotates the secret of a %s, and shows the new one once, nowhere else', async (_what, secrets, label) => {
    const { page, trouble } = await web.visit(ADDRESS);
    const former = await secrets();
    await page.getByRole('button', { name: `Rotate: ${label}` }).click();
    await page.getByRole('dialog', { name: 'Make a new secret?' }).getByRole('button', { name: 'Rotate' }).click();
    const dialog = page.getByRole('dialog', { name: 'The new secret' });
    const secret = await dialog.locator('.secret').textContent();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'I have kept it: close' }).click();
    await settled(page);
    const kept =
      '[document.documentElement.outerHTML, location.href, JSON.stringify({ ...localStorage, ...sessionStorage })]';
    expect(JSON.stringify(await page.evaluate(kept))).not.toContain(secret);
    const now = (await secrets()).map(({ secretId }) => secretId);
    expect(now).toHaveLength(2);
    expect(now).toContain(former[0]!.secretId);
    expect(await page.locator('.secret-list code').allTextContents()).toEqual(expect.arrayContaining(now));
    expect(trouble).toEqual([]);
  });

  test('stays with a new secret until it is kept, whatever is pressed, and then goes where that leads', async () => {
    const { page, trouble } = await web.visit('#/partners');
    await follow(page, ADDRESS);
    // Pressed before the answer has come: it is the only one that tells the secret.
    await page.route('**/v1/partners/*/secrets', async (route) => {
      await page.goBack();
      await route.continue();
    });
    await page.getByRole('button', { name: 'Rotate: Acme Power' }).click();
    await page.getByRole('dialog', { name: 'Make a new secret?' }).getByRole('button', { name: 'Rotate' }).click();
    const dialog = page.getByRole('dialog', { name: 'The new secret' });
    const secret = await dialog.locator('.secret').textContent();
    expect(secret).toMatch(/^whsec_/);
    await dialog.getByRole('alert').getByText('You are leaving this page').waitFor();
    await page.goForward();
    await dialog.getByRole('alert').waitFor({ state: 'detached' });
    await page.evaluate('location.hash = "#/portfolio"');
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.locator('.secret').textContent()).toBe(secret);
    // Out of the console altogether: the browser asks.
    const asked = page.waitForEvent('dialog');
    const reloaded = page.reload({ timeout: 3000 }).catch(() => 'stayed');
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    expect(await reloaded).toBe('stayed');
    await dialog.getByRole('button', { name: 'I have kept it: close' }).click();
    await settled(page);
    expect(await page.locator('h1').textContent()).toBe('Portfolio');
    await page.reload();
    expect(trouble).toEqual([]);
  });

  test.each<[what: string, answer: (route: Route) => Promise<void>]>([
    [
      'is lost on the way',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
    ],
    ['tells no secret', (route) => route.fulfill({ status: 201, json: {} })],
  ])('says that a secret may have been made whose answer %s, and locks nobody in', async (_what, answer) => {
    const { page } = await web.visit(ADDRESS);
    await page.route('**/v1/partners/*/secrets', answer);
    await page.getByRole('button', { name: 'Rotate: Acme Power' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a new secret?' });
    await dialog.getByRole('button', { name: 'Rotate' }).click();
    await dialog.getByText('A new secret may have been made all the same').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await follow(page, '#/portfolio');
    await page.getByRole('heading', { level: 1, name: 'Portfolio' }).waitFor();
  });

  test('cannot be put away while a new secret is on its way: its answer is the only one that tells it', async () => {
    const { page } = await web.visit(ADDRESS);
    let pass = () => {};
    const held = new Promise<void>((resolve) => {
      pass = resolve;
    });
    await page.route('**/v1/partners/*/secrets', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Rotate: Acme Power' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a new secret?' });
    await dialog.getByRole('button', { name: 'Rotate' }).click();
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('Escape');
    await dialog.waitFor();
    pass();
    const shown = page.getByRole('dialog', { name: 'The new secret' });
    await shown.getByRole('button', { name: 'I have kept it: close' }).click();
  });

  test('disables the partner, and enables it again, with everything else left as it was', async () => {
    const { page } = await web.visit(ADDRESS);
    const { version: _v, updatedAt: _u, ...before } = await partner();
    for (const [action, enabled] of [
      ['Disable', false],
      ['Enable', true],
    ] as const) {
      await page.getByRole('button', { name: `${action}…`, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
      await page.getByRole('button', { name: `${enabled ? 'Disable' : 'Enable'}…`, exact: true }).waitFor();
      expect(await partner()).toMatchObject({ ...before, enabled });
    }
  });

  test('is told by the API, and shows, that an address is gone; and enables it again', async () => {
    receiver.answer = () => ({ status: 410 });
    await changeScore(web, 'sample-0002', 3);
    const { page, trouble } = await web.visit(ADDRESS);
    const card = page.locator('.subscriptions > li');
    await card.getByText('Disabled by itself: the address said that it is gone (410)').waitFor();
    expect((await subscriptions()).subscriptions[0]).toMatchObject({ enabled: false, disabledFor: 'gone' });
    await card.getByRole('button', { name: `Enable: ${receiver.url}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Enable', exact: true }).click();
    await card.getByText('Arriving').waitFor();
    expect((await subscriptions()).subscriptions[0]).toMatchObject({ enabled: true, payload: 'full' });
    expect(trouble).toEqual([]);
  });

  test('does not overwrite what somebody else changed meanwhile, and says so', async () => {
    const { page } = await web.visit(ADDRESS);
    const { partnerId, secrets: _s, version: _v, createdAt: _c, updatedAt: _u, ...settings } = await partner();
    const headers = { authorization: `Bearer ${web.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ ...settings, eventsPerMinute: 7 });
    await fetch(`${web.local.url}/v1/partners/${partnerId}`, { method: 'PUT', headers, body });
    await page.getByRole('button', { name: 'Disable…', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await partner()).toMatchObject({ enabled: true, eventsPerMinute: 7 });
    // Whoever has read that goes on with what is there now.
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Disable…', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await partner()).toMatchObject({ enabled: false, eventsPerMinute: 7 });
    await page.getByRole('button', { name: 'Enable…', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Enable', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('is for everybody: axe finds nothing, light or dark, and it fits a phone', async () => {
    const { page, trouble } = await web.visit(ADDRESS);
    expect(await axeViolationsInBothLooks(page)).toEqual([]);
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expect(trouble).toEqual([]);
  });
});
