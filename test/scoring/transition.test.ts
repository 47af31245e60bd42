import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareGuards, type Standing, type Tombstone, transition } from '../../lib/scoring/transition.ts';

const standing: Standing = {
  activationSeq: 3,
  profileVersion: 10,
  asOf: 20_000,
  cardHash: 'card-a',
  status: 'scored',
  score: 612,
  band: 'good',
  dimensions: [50, 50, 50, 50, 20],
  reasons: [{ index: 4, kind: 'missing' }],
};
const erased: Tombstone = { erased: true, profileVersion: 10 };

describe('a computed score', () => {
  test.each<[string, Partial<Standing>, object]>([
    ['that says the same is not written', { asOf: 20_001 }, { action: 'ignore', why: 'unchanged' }],
    [
      'under a former activation is outdated, whatever else is newer',
      { activationSeq: 2, profileVersion: 99, score: 700 },
      { action: 'ignore', why: 'former-activation' },
    ],
    [
      'of a former profile is older',
      { profileVersion: 9, asOf: 20_009, score: 700 },
      { action: 'ignore', why: 'older' },
    ],
    ['of a former day is older', { asOf: 19_999, score: 700 }, { action: 'ignore', why: 'older' }],
    [
      'of a newer card counts, even on an earlier day',
      { activationSeq: 4, asOf: 19_999, score: 700, band: 'excellent' },
      { action: 'write', bandChange: { from: 'good', to: 'excellent' } },
    ],
    [
      'of a newer card on an older profile is older: the newer profile was scored by whoever had the former card',
      { activationSeq: 4, profileVersion: 9, score: 700 },
      { action: 'ignore', why: 'older' },
    ],
    [
      'within its band is written without a band change',
      { profileVersion: 11, score: 613 },
      { action: 'write', bandChange: undefined, first: false },
    ],
    [
      'that cannot be stated any more leaves its band',
      { status: 'unscorable', score: undefined, band: undefined },
      { action: 'write', bandChange: { from: 'good', to: undefined } },
    ],
    ['with another sub-score is a change', { dimensions: [50, 50, 50, 51, 20] }, { action: 'write' }],
    ['with another reason is a change', { reasons: [{ index: 5, kind: 'missing' }] }, { action: 'write' }],
    ['with another kind of reason is a change', { reasons: [{ index: 4, kind: 'stale' }] }, { action: 'write' }],
    ['with fewer reasons is a change', { reasons: [] }, { action: 'write' }],
    [
      'under another card is a change, since it must be explained by that card',
      { cardHash: 'card-b' },
      { action: 'write', bandChange: undefined },
    ],
  ])('%s', (_, next, expected) => {
    expect(transition(standing, { ...standing, ...next })).toMatchObject(expected);
  });
  test('that says the same under a later activation of the same card is confirmed, and is no change', () => {
    expect(transition(standing, { ...standing, activationSeq: 5 })).toEqual({ action: 'confirm' });
    expect(transition(standing, { ...standing, activationSeq: 5, profileVersion: 99 })).toEqual({ action: 'confirm' });
  });
  test('is written when there was none', () => {
    expect(transition(undefined, standing)).toEqual({ action: 'write', first: true, bandChange: undefined });
  });
  test('of an erased person is not, unless they have enrolled again since', () => {
    expect(transition(erased, standing)).toEqual({ action: 'ignore', why: 'erased' });
    expect(transition(erased, { ...standing, activationSeq: 99, asOf: 99_999 })).toEqual({
      action: 'ignore',
      why: 'erased',
    });
    expect(transition(erased, { ...standing, profileVersion: 11 })).toMatchObject({ action: 'write', first: true });
  });
});

describe('whatever the order in which workers finish', () => {
  const small = (max: number) => fc.integer({ min: 1, max });
  const guard = fc.record({ activationSeq: small(3), profileVersion: small(3), asOf: small(3) });
  const key = ({ activationSeq, profileVersion, asOf }: Standing) => `${activationSeq}/${profileVersion}/${asOf}`;
  /** One result per guard, as scoring is a function of card, profile and day. */
  const results = fc
    .uniqueArray(fc.tuple(guard, small(4)), { minLength: 1, maxLength: 8, selector: ([g]) => JSON.stringify(g) })
    .map((all) => all.map(([g, score]): Standing => ({ ...standing, ...g, score })));

  test('the stored score never goes backwards, and never says what was already said', () => {
    fc.assert(
      fc.property(results, (all) => {
        let stored: Standing | undefined;
        for (const next of all) {
          const before = stored;
          if (transition(before, next).action !== 'ignore') stored = next;
          if (before !== undefined && stored !== undefined && stored !== before) {
            expect(compareGuards(stored, before)).toBeGreaterThanOrEqual(0);
            if (stored.activationSeq === before.activationSeq) expect(stored.score).not.toBe(before.score);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the newest result has the last word, unless it said the same as the one stored', () => {
    const permuted = results.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    fc.assert(
      fc.property(permuted, (all) => {
        const newest = all.toSorted(compareGuards).at(-1) as Standing;
        let stored: Standing | undefined;
        let skipped = false;
        for (const next of all) {
          const { action } = transition(stored, next);
          if (next === newest) skipped = action === 'ignore';
          if (action !== 'ignore') stored = next;
        }
        if (!skipped) expect(key(stored as Standing)).toBe(key(newest));
      }),
      { numRuns: 1000 },
    );
  });
});
