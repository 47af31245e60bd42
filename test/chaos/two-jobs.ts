import { deepEqual, ok } from 'node:assert/strict';
import { day } from '../support/builders.ts';
import { allAreRight, countsOf, oneDecisionEach, publisher } from './checks.ts';
import { shuffled } from './dice.ts';
import type { Trial } from './trials.ts';
import { drain } from './workers.ts';

const LEAP_DAY = day('2028-02-29');

/** A second job is forced while the first one runs: both count everybody, and everybody is written once. */
export const twoJobs: Trial = async (ground, people) => {
  const stream = await ground.drive({ 'publish-change': publisher(ground) });
  const names = await ground.people(people, LEAP_DAY);
  const jobs = [await ground.start(LEAP_DAY), await ground.start(LEAP_DAY, { force: true })];
  ok(jobs[0] !== jobs[1]);
  ground.queue.push(...shuffled(ground.queue.splice(0), ground.dice));
  const drained = await drain(ground);
  const counts = [];
  for (const jobId of jobs) counts.push(await countsOf(ground, jobId));
  deepEqual(
    counts.map((one) => one.people),
    [people, people],
  );
  await allAreRight(ground, names, LEAP_DAY);
  await stream.idle();
  await oneDecisionEach(ground, names);
  return { written: counts.map((one) => one.written), ...drained };
};
