import { deepEqual, equal } from 'node:assert/strict';
import { day } from '../support/builders.ts';
import { allAreRight, countsOf, oneDecisionEach, publisher } from './checks.ts';
import type { Trial } from './trials.ts';
import { drain } from './workers.ts';

const KILLS = 50;
const LEAP_DAY = day('2028-02-29');

/** The worker process is killed at random writes, all through the sweep. */
export const killed: Trial = async (ground, people) => {
  const stream = await ground.drive({ 'publish-change': publisher(ground) });
  const names = await ground.people(people, LEAP_DAY);
  const jobId = await ground.start(LEAP_DAY);
  const killAt = Array.from({ length: KILLS }, () => Math.ceil(ground.dice() * people * 0.95)).sort((a, b) => a - b);
  const drained = await drain(ground, { killAt });
  equal(drained.kills, KILLS);
  const counts = await countsOf(ground, jobId);
  const { changed, written, failed, leftToStream } = counts;
  deepEqual([counts.people, changed, written, failed, leftToStream], [people, people, people, 0, 0]);
  await allAreRight(ground, names, LEAP_DAY);
  await stream.idle();
  await oneDecisionEach(ground, names);
  return drained;
};
