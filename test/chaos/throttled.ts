import { deepEqual, ok } from 'node:assert/strict';
import { day } from '../support/builders.ts';
import { allAreRight, countsOf } from './checks.ts';
import type { Trial } from './trials.ts';
import { drain } from './workers.ts';

const LEAP_DAY = day('2028-02-29');

/** The store sends a third of all writes away. */
export const throttled: Trial = async (ground, people) => {
  const names = await ground.people(people, LEAP_DAY);
  const jobId = await ground.start(LEAP_DAY);
  const drained = await drain(ground, { throttled: 1 / 3 });
  ok(drained.throttled > people / 4);
  const counts = await countsOf(ground, jobId);
  deepEqual([counts.people, counts.changed, counts.failed], [people, people, 0]);
  await allAreRight(ground, names, LEAP_DAY);
  // The SDK asks three times before the sweep hears of it.
  return { seenByTheSweep: counts.throttled, ...drained };
};
