import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawsFrom } from '../../bench/objectivity/draws.ts';
import { objectivityPage } from '../../bench/objectivity/page.ts';
import { objectivityReport } from '../../bench/objectivity.ts';
import { readBaseline } from '../../bench/support/baseline.ts';
import { toJson } from '../../bench/support/run.ts';

it('docs/objectivity.md shows the kept figures', () => {
  const page = readFileSync(new URL('../../docs/objectivity.md', import.meta.url), 'utf8');
  const { figures } = readBaseline('objectivity') ?? { figures: {} };
  expect(page, 'docs/objectivity.md is out of date: npm run bench:objectivity -- --update').toBe(
    objectivityPage(figures),
  );
});

it.skipIf(!existsSync('../shared/data/german.csv'))(
  'bench:objectivity gives the same figures each time, and keeps each that the page shows',
  async () => {
    const [once, again] = [await objectivityReport(1), await objectivityReport(1)];
    expect(once.figures).toEqual(again.figures);
    for (const { name, value } of once.figures) expect([name, Number.isFinite(value)]).toEqual([name, true]);
    const kept = toJson(once)
      .figures.filter((figure) => figure.kept)
      .map(({ name, value }) => [name, value]);
    expect(objectivityPage(Object.fromEntries(kept))).toContain('10 % of the facts verified');
  },
);

it('the drawn numbers fill the unit interval evenly, and differ from seed to seed', () => {
  const draw = drawsFrom(7);
  const tenths = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i += 1) tenths[Math.floor(10 * draw())]! += 1;
  // A standard deviation is 42.
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(170);
  expect(drawsFrom(8)()).not.toBe(drawsFrom(7)());
});
