import { deepEqual, equal, ok } from 'node:assert/strict';
import { cancelRescore, resumeRescore } from '../../lib/usecases/rescore/begin-rescore.ts';
import { day } from '../support/builders.ts';
import { allAreRight, countsOf, oneDecisionEach, publisher } from './checks.ts';
import type { Trial } from './trials.ts';
import { drain } from './workers.ts';

const MONTH_END = day('2026-12-31');

/** Cancelled half-way, and resumed. */
export const cancelled: Trial = async (ground, people) => {
  const stream = await ground.drive({ 'publish-change': publisher(ground) });
  const names = await ground.people(people, MONTH_END);
  const jobId = await ground.start(MONTH_END);
  let cancelling: Promise<unknown> = Promise.resolve();
  const atWrite = (n: number) => {
    if (n === Math.floor(people / 2)) cancelling = cancelRescore(ground, jobId, Date.now());
  };
  const first = await drain(ground, { atWrite });
  await cancelling;
  const stopped = await ground.store.readJob(jobId);
  equal(stopped?.state, 'cancelled');
  ok(stopped.open.length > 0, 'it stopped before its end');
  await resumeRescore(ground, jobId, Date.now());
  const second = await drain(ground);
  const counts = await countsOf(ground, jobId);
  deepEqual([counts.people, counts.changed], [people, people]);
  await allAreRight(ground, names, MONTH_END);
  await stream.idle();
  await oneDecisionEach(ground, names);
  return { openWhenStopped: stopped.open.length, writesBefore: first.writes, writesAfter: second.writes };
};
