import { describe, expect, it } from 'vitest';
import { elementsOf, judged, textOf } from './report-support.ts';
import { shop } from './score-support.ts';

describe('a report on a card with a pair table, flags, dates and no training data', () => {
  it('shows the pair as a map with its points, and says what it cannot know', async () => {
    const pairs = [
      {
        id: 'verifiedAndJob',
        characteristics: ['verified', 'jobSince'],
        cells: [
          [1, -4, 0],
          [0, 2, 0],
          [0, 0, 0],
        ],
        reasonCode: 'VERIFIED_AND_JOB',
        reason: { en: 'both together', zh: 'x' },
      },
    ];
    const { card } = shop({ pairs } as never);
    const content = `bad,income,housing,verified,jobSince,sex\n${Array.from({ length: 60 }, (_, i) => `${i % 3 ? 0 : 1},${(i * 37) % 400},own,${i % 2 ? 'yes' : 'no'},2020-01-0${1 + (i % 9)},f\n`).join('')}`;
    const { html } = await judged(card, content);
    const text = textOf(html);
    expect(html).toMatch(/<td class="number down-4">−4.0<\/td>/);
    expect(html).toMatch(/<td class="number up-2">2.0<\/td>/);
    expect(text).toContain('VERIFIED_AND_JOB');
    expect(text).toContain('keeps no counts of the people it was learned from');
    expect(text).toContain('Learned from the card does not say');
    expect(elementsOf(html).length).toBeGreaterThan(300);
  });
});
