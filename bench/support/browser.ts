import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

// The shell is the same engine without the windows around the page, and starts in less than half the time.
const PLACES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);

/** The browser of this machine, empty when it has none; CHROMIUM names another one. */
export function browserPath(): string {
  return [process.env.CHROMIUM ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? '';
}

/** A real browser that talks to nobody but the pages it is sent to. */
export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu', ...quiet, ...more] });
}
