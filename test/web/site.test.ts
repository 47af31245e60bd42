import { createHash as nodeHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildSite, type SiteFile } from '../../bin/web/site.ts';
import { createHash } from '../../web/src/card/sha256.ts';

const BUDGET_BYTES = 150_000;

let site: SiteFile[];
beforeAll(async () => {
  site = await buildSite();
});
const ending = (end: string) => site.find(({ name }) => name.endsWith(end))!;

describe('the console is static files that', () => {
  test('are small enough for a phone on a slow line', () => {
    expect(gzipSync(ending('.js').contents).length).toBeLessThan(BUDGET_BYTES);
  });
  test('hold no inline script or style, and name the bundles by their hashes', () => {
    const page = ending('index.html').contents;
    expect(page).not.toMatch(/<script(?![^>]* src="\/app\.[A-Z0-9]{8}\.js")/);
    expect(page).not.toMatch(/<style| style=| on\w+=/i);
    expect(page).toContain(`href="/${ending('.css').name}"`);
    expect(page).toContain(`src="/${ending('.js').name}"`);
  });
  test('forbid all that they do not need, and let only what cannot change be kept', () => {
    for (const { headers } of site) {
      expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(headers['Content-Security-Policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' });
    }
    expect(ending('index.html').headers['Cache-Control']).toBe('no-cache');
    expect(ending('.js').headers['Cache-Control']).toContain('immutable');
  });
  test('load nothing from elsewhere', () => {
    for (const { contents } of site)
      expect(contents).not.toMatch(/url\(\s*["']?https?:|@import|import\(\s*["']https?:/);
  });
});

test("the bundle's SHA-256 is Node's, whatever the text", () => {
  const same = (text: string): void => {
    expect(createHash('sha256').update(text).digest('hex')).toBe(nodeHash('sha256').update(text).digest('hex'));
  };
  // Around the ends of its blocks.
  for (const length of [0, 55, 56, 63, 64, 65, 119, 120, 1000]) same('a'.repeat(length));
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), same));
});
