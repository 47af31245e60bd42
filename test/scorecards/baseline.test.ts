import { expect, test } from 'vitest';
import { loadScorecard } from '../../lib/scorecards/load.ts';
import { TrainingBaseline } from '../../lib/scorecards/stability.ts';
import { stabilityOf } from '../../lib/usecases/rescore/stability-of.ts';
import { tiny, tinyCard } from '../support/tiny-card.ts';
import { altered } from '../support/write-card.ts';

const baseline = { n: 3, badRate: 0.1, score: { from: [0, 50], counts: [1, 2] }, characteristics: {} };

test('people whom a card was learned from can be told as counts by score', () => {
  expect(TrainingBaseline.safeParse(baseline).success).toBe(true);
});

/** A card keeps what its maker wrote; a sweep may neither stop by it nor report nonsense. */
test.each<[string, object]>([
  ['fewer counts than scores', { score: { from: [0, 25, 50], counts: [1] } }],
  ['scores that do not rise', { score: { from: [50, 0], counts: [1, 2] } }],
  ['more people than can be counted', { score: { from: [0, 50], counts: [1e308, 1e308] } }],
  ['people below none', { score: { from: [0, 50], counts: [-1, 2] } }],
  ['no list at all', { score: 'many' }],
])('a card with %s in its baseline is swept as one without', (_, wrong) => {
  const file = altered(tinyCard, { 'provenance.baseline': { ...baseline, ...wrong } });
  const card = loadScorecard(file, tiny.dictionary);
  const scores = Array.from({ length: card.max - card.min + 1 }, (_, i) => i % 3);
  const tally = { before: scores, after: scores, cells: card.characteristics.map(() => [1, 2]) };
  expect(stabilityOf(tally as unknown as Parameters<typeof stabilityOf>[0], card, undefined)).toMatchObject({
    training: undefined,
    since: { psi: 0 },
    characteristics: [],
  });
});
