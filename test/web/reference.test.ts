import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeReference } from '../../bin/reference/reference.ts';
import { fileReply } from '../../lib/http/reference.ts';
import { type Gateway, startGateway } from '../../local/http/gateway.ts';
import { readService } from '../../local/service.ts';
import { axeViolationsInBothLooks } from './axe.ts';
import { newContext, newPage, openBrowser, SLOW, type Visit } from './console.ts';

interface Described {
  operationId: string;
  summary: string;
}
const api = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const OPERATIONS = Object.entries<Record<string, Described>>(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, summary }]) => ({
    operationId,
    text: `${summary}|${method.toUpperCase()} ${path}`,
  })),
);

describe.skipIf(inject('chromium') === '')("the API's page at /docs", SLOW, () => {
  let browser: Browser;
  let gateway: Gateway;
  beforeAll(async () => {
    const { page } = makeReference();
    const { routes } = readService('serverless.yml').functions.find(({ name }) => name === 'read-reference')!;
    gateway = await startGateway({ port: 0, routes, invoke: async (_name, event) => fileReply(page, event) });
    browser = await openBrowser();
  }, SLOW.timeout);
  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
  });

  const open = async (): Promise<Visit> => {
    const url = `http://127.0.0.1:${gateway.port}`;
    const visit = await newPage(await newContext(browser), url);
    await visit.page.goto(`${url}/docs`);
    await visit.page.locator('#schemas').waitFor();
    return visit;
  };

  test('shows every operation and every shape of docs/openapi.json, asks nobody else and keeps its policy', async () => {
    const { page, trouble } = await open();
    const shown = (await page.evaluate(`[...document.querySelectorAll('article:has(> .route)')].map((each) => ({
      operationId: each.id,
      text: each.querySelector('h3').firstChild.data.trim() + '|' + each.querySelector('.method').textContent + ' ' + each.querySelector('.route code').textContent,
    }))`)) as typeof OPERATIONS;
    const byId = (a: Described | (typeof OPERATIONS)[number], b: typeof a) => (a.operationId < b.operationId ? -1 : 1);
    expect(shown.toSorted(byId)).toEqual(OPERATIONS.toSorted(byId));
    const shapes = await page.locator('#schemas > article').evaluateAll((all) => all.map(({ id }) => id));
    expect(shapes).toEqual(Object.keys(api.components.schemas).map((name) => `schema-${name}`));
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('has no link that leads nowhere, and no name twice', async () => {
    const { page } = await open();
    const lost = await page.evaluate(
      '[...document.querySelectorAll(\'a[href^="#"]\')].map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(id))',
    );
    expect(lost).toEqual([]);
    const ids = (await page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")) as string[];
    expect(new Set(ids).size).toBe(ids.length);
    await page.close();
  });

  // All of a long page, twice.
  test('has nothing that axe objects to, light or dark, and fits a phone', { timeout: 300_000 }, async () => {
    const { page, trouble } = await open();
    // All that can be unfolded, too.
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    expect(await axeViolationsInBothLooks(page)).toEqual([]);
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expect(trouble).toEqual([]);
    await page.close();
  });
});
