import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { launchBrowser } from '../../bench/support/browser.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';

// The console in a real browser, once per test file:
//
//   let web: Web;                                      // in describe.skipIf(inject('chromium') === '')('...', SLOW, () => {
//   beforeAll(async () => { web = await openConsole(); }, SLOW.timeout);
//   afterAll(() => web.close());
//   const { page, trouble } = await web.visit('#/people/sample-0001');     // signed in, everything loaded
//
// `trouble` lists what no page may do: errors, breaches of the policy, requests to elsewhere. End tests by holding it empty.

/** The service and a browser begin together, on what may be a busy machine. */
export const SLOW = { timeout: 120_000 };

export interface Visit {
  page: Page;
  trouble: string[];
}

export interface Web extends Stack {
  browser: Browser;
  /** A page of its own; `token: ''` comes as a stranger; with `clock` its time can be moved. */
  visit(address?: string, options?: BrowserContextOptions & { token?: string; clock?: boolean }): Promise<Visit>;
  /** What the API itself says, to hold the page against. */
  ask<Reply>(path: string): Promise<Reply>;
}

/** Visits that stay open: more than any test needs at once; each goes on living, and takes its part of the machine. */
const MOST_OPEN = 6;

export async function openConsole(options: StackOptions = {}): Promise<Web> {
  const [stack, browser] = await Promise.all([startStack(options), openBrowser()]);
  const contextFor = contextsOf(browser);
  const open: Page[] = [];
  const visit: Web['visit'] = async (address = '', { token = stack.token, clock = false, ...looks } = {}) => {
    const { page, trouble } = await newPage(
      clock ? await newContext(browser, looks) : await contextFor(looks),
      stack.local.url,
    );
    open.push(page);
    if (open.length > MOST_OPEN) await open.shift()?.close();
    if (clock) await page.clock.install();
    await page.goto(token === '' ? `${stack.local.url}/${address}` : `${stack.local.url}/#token=${token}`);
    if (token !== '' && address !== '') await follow(page, address);
    await settled(page);
    return { page, trouble };
  };
  const ask = async <Reply>(path: string): Promise<Reply> => {
    const answer = await fetch(stack.local.url + path, { headers: { authorization: `Bearer ${stack.token}` } });
    return (await answer.json()) as Reply;
  };
  const close = async () => {
    await browser.close();
    await stack.close();
  };
  return { ...stack, browser, visit, ask, close };
}

/** To another page of the console, as a link would go. */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
  await settled(page);
}

/** By page, the requests that have no answer yet. */
const underWay = new WeakMap<Page, Set<Request>>();

/** Until everything that was asked is answered and drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  const asked = underWay.get(page);
  // What was answered may ask for more: only two turns in a row in which nothing is asked are the end.
  for (let quiet = 0; quiet < 2; ) {
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))');
    quiet = asked?.size === 0 ? quiet + 1 : 0;
  }
  await page.locator('.loading').first().waitFor({ state: 'detached' });
}

/** A browser in which all pages share one process, and with it the code that one of them has compiled. */
export function openBrowser(): Promise<Browser> {
  return launchBrowser(['--process-per-site', '--renderer-process-limit=1']);
}

/** As the browser of somebody who has been nowhere yet. */
export function newContext(browser: Browser, looks: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...looks });
}

/** One context for all visits that look alike: a new one has nothing cached, and takes as long as the page itself. */
function contextsOf(browser: Browser): (looks: BrowserContextOptions) => Promise<BrowserContext> {
  const contexts = new Map<string, Promise<BrowserContext>>();
  return (looks) => {
    const key = JSON.stringify(looks);
    const context = contexts.get(key) ?? newContext(browser, looks);
    contexts.set(key, context);
    return context;
  };
}

/** An empty page that writes down its trouble; what a former one of its context kept is forgotten. */
export async function newPage(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'all' });
  await debug.detach();
  const trouble: string[] = [];
  const asked = new Set<Request>();
  underWay.set(page, asked);
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  // A refusal of the API is logged by the browser itself, and is no trouble of the page.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      trouble.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:'))
      trouble.push(`asks ${request.url()}`);
  });
  await page.exposeFunction('breachedPolicy', (what: string) => trouble.push(`policy: ${what}`));
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (e) => breachedPolicy(e.violatedDirective + ' ' + e.blockedURI))",
  );
  return { page, trouble };
}
