import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Direction, type Row, segment } from '../../lib/learning/segment.ts';
import { partOfValue, woeOf } from '../../lib/learning/woe.ts';

const DIRECTIONS: Direction[] = ['ascending', 'descending', 'peak', 'valley', 'none'];
const anyCounts = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
  minLength: 1,
  maxLength: 8,
});

function rowOf(counts: readonly (readonly [number, number])[], least: number): Row {
  const sum = (i: number, j: number) => ({
    good: counts.slice(i, j).reduce((total, [good]) => total + good, 0),
    bad: counts.slice(i, j).reduce((total, [, bad]) => total + bad, 0),
  });
  const all = { good: 1 + sum(0, counts.length).good, bad: 1 + sum(0, counts.length).bad };
  return {
    length: counts.length,
    cost: 0.01,
    value: (i, j) => partOfValue(sum(i, j), all),
    level: (i, j) => woeOf(sum(i, j), all),
    allowed: (i, j) => sum(i, j).good + sum(i, j).bad >= least,
  };
}

/** Every way to cut a row, tried one by one. */
function bruteForce(row: Row, most: number, direction: Direction): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let mask = 0; mask < 2 ** (row.length - 1); mask += 1) {
    const ends = Array.from({ length: row.length }, (_, i) => i + 1).filter(
      (e) => e === row.length || (mask >> (e - 1)) & 1,
    );
    if (ends.length > most || !ends.every((end, k) => row.allowed(ends[k - 1] ?? 0, end))) continue;
    if (
      !runs(
        ends.map((end, k) => row.level(ends[k - 1] ?? 0, end)),
        direction,
      )
    )
      continue;
    const value = ends.reduce((sum, end, k) => sum + row.value(ends[k - 1] ?? 0, end) - row.cost, 0);
    best = Math.max(best, value);
  }
  return best;
}

function runs(levels: number[], direction: Direction): boolean {
  const up = (part: number[]) => part.every((level, i) => i === 0 || level >= part[i - 1]!);
  const down = (part: number[]) => up(part.toReversed());
  const turns = levels.map((_, i) => [levels.slice(0, i + 1), levels.slice(i)] as const);
  if (direction === 'ascending') return up(levels);
  if (direction === 'descending') return down(levels);
  if (direction === 'peak') return turns.some(([before, after]) => up(before) && down(after));
  return direction === 'none' || turns.some(([before, after]) => down(before) && up(after));
}

describe('the best segmentation', () => {
  test.each(DIRECTIONS)('%s: is the best of all that there are', (direction) => {
    fc.assert(
      fc.property(anyCounts, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 25 }), (counts, most, least) => {
        const row = rowOf(counts, least);
        const found = segment(row, most, direction);
        const best = bruteForce(row, most, direction);
        if (found === undefined) {
          expect(best).toBe(Number.NEGATIVE_INFINITY);
          return;
        }
        expect(found.value).toBeCloseTo(best, 9);
        expect(found.ends.at(-1)).toBe(row.length);
        expect(found.ends.length).toBeLessThanOrEqual(most);
        expect(
          runs(
            found.ends.map((end, k) => row.level(found.ends[k - 1] ?? 0, end)),
            direction,
          ),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  it('joins what a cut does not pay for', () => {
    const row = rowOf(
      [
        [10, 10],
        [10, 10],
        [10, 10],
      ],
      0,
    );
    expect(segment(row, 3, 'none')?.ends).toEqual([3]);
  });
});
