import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { follow, openConsole, SLOW, settled, type Web } from './console.ts';

describe.skipIf(inject('chromium') === '')('whoever looks at the console', SLOW, () => {
  let web: Web;
  beforeAll(async () => {
    web = await openConsole({ people: 3 });
  }, SLOW.timeout);
  afterAll(() => web?.close());

  const everywhere = (page: Page): Promise<string> =>
    page.evaluate(
      'JSON.stringify([location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, history.state])',
    );

  test('signs in by the link, and the token is nowhere but in memory', async () => {
    const { page, trouble } = await web.visit();
    expect(new URL(page.url()).hash).toBe('#/');
    await page.getByRole('button', { name: /中文/ }).click();
    await follow(page, '#/people/sample-0001');
    expect(await everywhere(page)).not.toContain(web.token.slice(-20));
    await page.goBack();
    expect(await everywhere(page)).not.toContain('token');
    expect(trouble).toEqual([]);
  });

  test('is asked for a token again after a reload, and goes on where they were', async () => {
    const { page } = await web.visit('#/people/sample-0001');
    await page.reload();
    await page.getByLabel('Bearer token').fill(web.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await settled(page);
    expect(await page.locator('h1').textContent()).toBe('sample-0001');
    expect(page.url()).toMatch(/#\/people\/sample-0001$/);
  });

  test('stays who they are when a link brings the token of somebody else', async () => {
    const { page } = await web.visit('#/people/sample-0001');
    const other = await web.local.token({ subject: 'eve', scope: 'score:read' });
    await page.evaluate(`location.hash = '#token=${other}'`);
    await settled(page);
    expect(page.url()).not.toContain('token');
    expect(await page.getByRole('button', { name: 'Signed in as operator' }).count()).toBe(1);
  });

  test('cannot make the form for a new token go away by Escape, however often', async () => {
    const { page } = await web.visit('#/people/sample-0001');
    await page.route('**/v1/**', (route) => route.fulfill({ status: 401, json: { message: 'Unauthorized' } }));
    await page.evaluate("location.hash = '#/people/sample-0002'");
    const dialog = page.getByRole('dialog', { name: 'Your token no longer counts' });
    await dialog.waitFor();
    for (let i = 0; i < 6; i += 1) await page.keyboard.press('Escape');
    // The browser has its way for a moment, until the page hears of it.
    await expect.poll(() => dialog.isVisible()).toBe(true);
  });

  test.each(['#/people/..', '#/partners/%2e%2e', '#/portfolio/.'])('is told that %s is no page', async (address) => {
    const { page, trouble } = await web.visit(address);
    expect(await page.locator('h1').textContent()).toBe('There is no such page');
    expect(trouble).toEqual([]);
  });

  test('sees that a page cannot be drawn, and the others can', async () => {
    const { page } = await web.visit();
    const profile = '**/v1/profiles/sample-0001';
    await page.route(`${profile}/score*`, (route) => route.fulfill({ status: 200, json: {} }));
    await follow(page, '#/people/sample-0001');
    expect(await page.locator('h1').textContent()).toBe('This page cannot be shown');
    await follow(page, '#/people/sample-0002');
    expect(await page.locator('h1').textContent()).toBe('sample-0002');
    expect(await page.locator('.gauge').count()).toBeGreaterThan(0);
  });

  test('is told what is wrong with what they paste', async () => {
    const { page } = await web.visit('', { token: '' });
    await page.getByLabel('Bearer token').fill('abc');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('no bearer token');
    await page.getByLabel('Bearer token').fill(await web.local.token({ subject: 'ada', scope: '', expiresIn: '-1h' }));
    await page.keyboard.press('Enter');
    await page.getByText('This token has expired.').waitFor();
  });

  test('sees who is signed in, until when, and can sign out', async () => {
    const { page } = await web.visit('#/people/sample-0001');
    await page.getByRole('button', { name: 'Signed in as operator' }).click();
    const account = page.getByRole('dialog', { name: 'Account' });
    expect(await account.textContent()).toMatch(/operator.*Platform.*admin.*subjects:any.*Valid until/s);
    await account.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in');
    expect(await page.getByText('sample-0001').count()).toBe(0);
  });

  test('keeps the page when the token runs out, and goes on with a new one', async () => {
    const token = await web.local.token({
      subject: 'operator',
      tier: 'platform',
      scope: 'subjects:any score:read',
      expiresIn: '1h',
    });
    const { page, trouble } = await web.visit('#/people/sample-0001', { token, clock: true });
    const shown = await page.locator('.summary .figure').textContent();
    const form = page.getByRole('dialog', { name: 'Your token no longer counts' });
    await page.clock.fastForward('01:00:01');
    await form.waitFor();
    expect(await page.locator('.summary .figure').textContent()).toBe(shown);
    await page.keyboard.press('Escape');
    await expect.poll(() => form.isVisible()).toBe(true);
    await form.getByLabel('Bearer token').fill(web.token);
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    expect(await page.locator('.summary .figure').textContent()).toBe(shown);
    expect(trouble).toEqual([]);
  });

  test('with a forged token gets the form, and none of the data', async () => {
    const [head, , signature] = web.token.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'mallory', exp: 4_000_000_000 })).toString('base64url');
    const { page } = await web.visit('', { token: `${head}.${claims}.${signature}` });
    await page.evaluate("location.hash = '#/people/sample-0001'");
    await page.getByRole('dialog', { name: 'Your token no longer counts' }).waitFor();
    expect(await page.locator('.summary .gauge').count()).toBe(0);
  });

  test('is told what the API refuses, in its words', async () => {
    const token = await web.local.token({ subject: 'ada', scope: 'score:read' });
    const { page } = await web.visit('#/people/sample-0001', { token });
    expect(await page.getByRole('alert').textContent()).toContain('Not allowed with this token');
  });
});
