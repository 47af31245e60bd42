import { deepEqual, equal } from 'node:assert/strict';
import { day } from '../support/builders.ts';
import { allAreRight, countsOf, oneDecisionEach, publisher } from './checks.ts';
import type { Trial } from './trials.ts';
import { drain } from './workers.ts';

const MONTH_END = day('2026-12-31');

/** Every message comes twice and out of order, and two workers have the same segment at once. */
export const twice: Trial = async (ground, people) => {
  const stream = await ground.drive({ 'publish-change': publisher(ground) });
  const names = await ground.people(people, MONTH_END);
  const jobId = await ground.start(MONTH_END);
  const drained = await drain(ground, { twice: true });
  const { people: counted, changed } = await countsOf(ground, jobId);
  deepEqual([counted, changed], [people, people]);
  equal(drained.finished.length, 1, 'the end is told once');
  await allAreRight(ground, names, MONTH_END);
  await stream.idle();
  await oneDecisionEach(ground, names);
  return drained;
};
