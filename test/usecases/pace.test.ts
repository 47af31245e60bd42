import { expect, test } from 'vitest';
import { Pace } from '../../lib/usecases/rescore/pace.ts';

const clock = () => {
  let time = 0;
  return {
    now: () => time,
    pause: async (ms: number) => {
      time += ms;
    },
  };
};

test('lets through so many a second, shared by as many workers as there are', async () => {
  const { now, pause } = clock();
  const pace = new Pace(40, now);
  pace.share(1000, 4);
  for (let n = 0; n < 100; n += 1) expect(await pace.take(pause, 270_000)).toBe(true);
  expect(now()).toBeCloseTo(10_000, 0);
});

test('nobody waits longer than there is time for, and who is sent away has taken nothing', async () => {
  const { now, pause } = clock();
  const pace = new Pace(1, now);
  pace.share(4, 4);
  expect(await pace.take(pause, 30_000)).toBe(true);
  expect(now()).toBe(4000);
  const waits: number[] = [];
  const standing = async (ms: number) => void waits.push(ms);
  const let_ = await Promise.all(Array.from({ length: 9 }, () => pace.take(standing, 15_000)));
  expect(let_).toEqual([true, true, true, ...Array.from({ length: 6 }, () => false)]);
  expect(waits).toEqual([4000, 8000, 12_000]);
});

test('a worker that could write nobody in all its time still writes one, at its end', async () => {
  const { now, pause } = clock();
  const pace = new Pace(1, now);
  pace.share(10_000, 1000);
  expect(await pace.take(pause, 270_000)).toBe(true);
  expect(now()).toBe(270_000);
  expect(await pace.take(pause, 0)).toBe(false);
});

test('without a pace nobody waits', async () => {
  const { now, pause } = clock();
  const pace = new Pace(undefined, now);
  pace.share(1, 1);
  expect(await pace.take(pause, 0)).toBe(true);
  expect(now()).toBe(0);
});
