import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobSegment, Tallied } from '../../lib/schemas/job.ts';
import type { Former } from '../../lib/usecases/rescore/former-sweep.ts';
import { reportOf } from '../../lib/usecases/rescore/report-of.ts';
import { emptyTally, joined, MOST_UNJUDGED, tallyUnjudged } from '../../lib/usecases/rescore/sweep-tally.ts';
import { tiny } from '../support/tiny-card.ts';

const { card } = tiny;

/** So many people of this coverage, this share of them silent for years, and in these cells of the first characteristic. */
function people(
  n: number,
  { coverage = 0.6, stale = 0.1, cells = undefined as number[] | undefined } = {},
): JobSegment {
  const tally: Tallied = emptyTally(card);
  tally.coverage = Math.round(1000 * coverage * n);
  const old = Math.round(stale * n);
  tally.ages = [n - old, 0, 0, 0, Math.floor(old / 2), Math.ceil(old / 2)];
  const even = tally.cells[0]!.map((_, c) => Math.floor(n / tally.cells[0]!.length) + (c === 0 ? 1 : 0));
  tally.cells[0] = cells ?? even;
  return { tally } as JobSegment;
}

const former = (n: number, isOfCard = true): Former => {
  const { coverage, stale, cells, people: all } = reportOf([people(n)], card, undefined);
  return { jobId: 'job-1', isOfCard, people: all, coverage, stale, cells };
};
const alarms = (now: JobSegment, then: Former | undefined) => reportOf([now], card, then).alarms;

describe('after a sweep of everybody somebody is told', () => {
  test('of nothing, when people are as they were, or there was no sweep before', () => {
    expect(alarms(people(10_000), former(10_000))).toEqual([]);
    expect(alarms(people(10_000, { coverage: 0.1, stale: 1 }), undefined)).toEqual([]);
  });

  test('that coverage has fallen, when it is less by more than 0.05, and by more than chance with so few people', () => {
    expect(alarms(people(10_000, { coverage: 0.54 }), former(10_000))).toEqual(['CoverageFell']);
    expect(alarms(people(10_000, { coverage: 0.56 }), former(10_000))).toEqual([]);
    expect(alarms(people(10_000, { coverage: 0.9 }), former(10_000))).toEqual([]);
    expect(alarms(people(30, { coverage: 0.5 }), former(30))).toEqual([]);
  });

  test('of coverage only under the same card, which weighs what is known', () => {
    expect(alarms(people(10_000, { coverage: 0.3 }), former(10_000, false))).toEqual([]);
    expect(alarms(people(10_000, { stale: 0.3 }), former(10_000, false))).toEqual(['EvidenceStale']);
  });

  test('that evidence has grown old, when of more people there is nothing new for a year', () => {
    const { stale, since } = reportOf([people(10_000, { stale: 0.17 })], card, former(10_000));
    expect([stale, since?.stale.before]).toEqual([0.17, 0.1]);
    expect(alarms(people(10_000, { stale: 0.17 }), former(10_000))).toEqual(['EvidenceStale']);
    expect(alarms(people(10_000, { stale: 0.14 }), former(10_000))).toEqual([]);
    expect(alarms(people(10_000, { stale: 0.01 }), former(10_000))).toEqual([]);
    expect(alarms(people(20, { stale: 0.2 }), former(20))).toEqual([]);
  });

  test('which characteristic has moved furthest, where the card does not say whom it was learned from', () => {
    const size = emptyTally(card).cells[0]!.length;
    const only = (n: number) => Array.from({ length: size }, (_, c) => (c === size - 1 ? n : 0));
    const { stability, alarms: told } = reportOf([people(10_000, { cells: only(10_000) })], card, former(10_000));
    expect(stability).toMatchObject({ against: 'former', worst: { id: card.characteristics[0]!.id } });
    expect(told).toEqual(['CharacteristicDrifted']);
    expect(alarms(people(3, { cells: only(3) }), former(3))).toEqual([]);
  });
});

test('whom a job could not judge are set down once, whatever order they come in, and cut off when they are too many', () => {
  const names = fc.array(
    fc.integer({ min: 0, max: 400 }).map((n) => `person-${n}`),
    { maxLength: 400 },
  );
  const tallied = (people: readonly string[]) => {
    const tally = emptyTally(card);
    for (const name of people) tallyUnjudged(tally, name);
    return tally;
  };
  fc.assert(
    fc.property(names, names, (a, b) => {
      const together = joined(tallied(a), tallied(b)).unjudged;
      const all = new Set([...a, ...b]).size;
      expect(together.length).toBe(Math.min(all, MOST_UNJUDGED + 1));
      if (all <= MOST_UNJUDGED) expect(together).toEqual(tallied([...b, ...a].reverse()).unjudged);
      expect(together.join()).toMatch(/^([\da-f]{8}(,|$))*$/);
    }),
    { numRuns: 50 },
  );
});
