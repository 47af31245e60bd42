import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from '../../lib/scorecards/shares.ts';
import { chanceAmong, shift } from '../../lib/scorecards/stability.ts';

const anyShare = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  people: fc.integer({ min: 1, max: 1e6 }),
});
const byChance = ({ before, after, chance }: ReturnType<typeof differenceOf>) => Math.abs(before - after) <= chance;

/** Mulberry32, so that a trial that fails fails again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('what chance brings about is less with more people, and the same whichever sample came first', () => {
  fc.assert(
    fc.property(anyShare, anyShare, (a, b) => {
      const { chance } = differenceOf(a, b);
      expect(chance).toBeGreaterThan(0);
      expect(differenceOf(b, a).chance).toBeCloseTo(chance, 12);
      const more = differenceOf({ ...a, people: 10 * a.people }, { ...b, people: 10 * b.people });
      expect(more.chance).toBeLessThan(chance);
    }),
  );
});

test.each([
  [3, 0.5],
  [20, 0.3],
  [200, 0.05],
  [2000, 0.5],
])('of %i people twice the same, a share of %f is seldom called different', (people, p) => {
  const random = dice(people);
  const drawn = () => Array.from({ length: people }, () => random()).filter((one) => one < p).length / people;
  const trials = people > 1000 ? 400 : 3000;
  const wrong = Array.from({ length: trials }, () =>
    differenceOf({ share: drawn(), people }, { share: drawn(), people }),
  ).filter((each) => each.after - each.before > each.chance).length;
  // One way: 5 in 100, and some for so few trials.
  expect(wrong / trials).toBeLessThan(0.05 + 2 * Math.sqrt(0.05 / trials));
});

test('a real difference shows as soon as there are enough people, and of a handful nothing shows', () => {
  const of = (people: number) => differenceOf({ share: 0.6, people }, { share: 0.5, people });
  expect([3, 30, 3000, 3e6].map((people) => byChance(of(people)))).toEqual([true, true, false, false]);
  expect(byChance(differenceOf({ share: 0, people: 2 }, { share: 1, people: 2 }))).toBe(true);
});

test('the furthest of many characteristics is over its own bound by chance, but seldom over that of the furthest', () => {
  const random = dice(7);
  const [many, people, trials] = [20, 500, 150];
  const drawn = () => {
    const cells = [0, 0, 0, 0, 0];
    for (let n = 0; n < people; n += 1) cells[Math.floor(random() * 5)]! += 1;
    return cells;
  };
  let [own, furthest] = [0, 0];
  for (let n = 0; n < trials; n += 1) {
    const shifts = Array.from({ length: many }, () => shift(drawn(), drawn()));
    if (shifts.some(({ psi, chance }) => psi > chance)) own += 1;
    if (shifts.some((each) => each.psi > chanceAmong(each, many))) furthest += 1;
  }
  expect(own / trials).toBeGreaterThan(0.4);
  expect(furthest / trials).toBeLessThan(0.1);
  const one = shift(drawn(), drawn());
  expect(chanceAmong(one, 1)).toBeCloseTo(one.chance, 4);
});
