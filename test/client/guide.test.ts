import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, installClient } from '../support/installed-client.ts';
import { startTestLocal } from '../support/local.ts';

const page = readFileSync('docs/client.md', 'utf8');
const guide = page.slice(page.indexOf('<!-- guide -->'), page.indexOf('<!-- /guide -->'));
const blocks = [...guide.matchAll(/```ts\n(.*?)```\n```text\n(.*?)```\n/gs)].map(([, code = '', shown = '']) => {
  return { code, shown: shown.trim() };
});

describe('the guide to the client', () => {
  let app: App;
  beforeAll(async () => {
    app = await installClient();
  }, 120_000);
  afterAll(() => rmSync(dirname(app.folder), { recursive: true, force: true }));

  test('is checked by the compiler and answers what it shows', { timeout: 120_000 }, async () => {
    expect(blocks.length).toBe(guide.match(/```ts\n/g)?.length);
    expect(blocks.length).toBeGreaterThan(6);
    const local = await startTestLocal();
    try {
      const amina = await local.token({ subject: 'amina', scope: 'profile:read profile:write score:read' });
      const market = await local.token({
        subject: 'marketplace',
        scope: 'subjects:any profile:write',
        tier: 'partner',
      });
      const code = blocks
        .map(({ code }) => `${code}console.log('=== next ===');\n`)
        .join('\n')
        .replaceAll('http://127.0.0.1:3000', local.url)
        .replaceAll('PASTE THE TOKEN OF AMINA HERE', amina)
        .replaceAll('PASTE THE TOKEN OF THE MARKETPLACE HERE', market);
      writeFileSync(join(app.folder, 'guide.ts'), code);
      expect(await app.typecheck('guide.ts')).toBe('');
      const answers = (await app.node('guide.ts')).split('=== next ===\n').map((text) => text.trim());
      for (const [i, { code, shown }] of blocks.entries()) expect(answers[i], code).toBe(shown);
    } finally {
      await local.close();
    }
  });

  test('says how to install it, and how large it is', () => {
    expect(page).toContain('npm run build:client && npm pack ./build/client');
    expect(page).toContain(`${(app.built.gzipped / 1000).toFixed(1)} KB gzipped`);
  });
});
