import { expect, test } from 'vitest';
import { type JobSegment, NO_COUNTS, type RescoreJob } from '../../../lib/schemas/job.ts';
import { presentSegment } from '../../../lib/usecases/rescore/present-job.ts';

const BEGUN = Date.parse('2026-11-06T02:00:00Z');
const job: RescoreJob = {
  jobId: '20261106T020000000Z-schedule',
  state: 'running',
  asOf: 20_763,
  card: { id: 'expert', version: '1.0.0', hash: 'a'.repeat(64) },
  activationSeq: 1,
  segments: 4,
  open: [0, 1, 2, 3],
  pace: undefined,
  bands: undefined,
  dimension: undefined,
  dryRun: false,
  beside: false,
  resumedAt: undefined,
  expectedPeople: 4000,
  startedAt: BEGUN,
  startedBy: 'the schedule',
  endedAt: undefined,
};
const counts = { ...NO_COUNTS, people: 250, changed: 50, unchanged: 200, written: 50, readUnits: 40, writeUnits: 50 };
const part: JobSegment = {
  segment: 2,
  state: 'open',
  lap: 0,
  attempt: 1,
  after: 'somebody',
  counts,
  tally: undefined,
  begunAt: BEGUN + 1000,
  savedAt: BEGUN + 6000,
};

test('a segment says how fast it goes, what is left of its share of people, and what it has cost', () => {
  expect(presentSegment(job, part)).toEqual({
    segment: 2,
    state: 'open',
    lap: 0,
    attempt: 1,
    counts,
    begunAt: '2026-11-06T02:00:01.000Z',
    savedAt: '2026-11-06T02:00:06.000Z',
    rate: 50,
    etaSeconds: 15,
    // 40 reads; 50 scores and as many decision records.
    cost: 0.000068,
  });
});

test('of a segment that has just begun nobody can say how fast it goes', () => {
  const begun = presentSegment(job, { ...part, counts: NO_COUNTS, savedAt: undefined });
  expect(begun).toMatchObject({ rate: undefined, etaSeconds: undefined, savedAt: undefined, cost: 0 });
});

test('of a segment that is done, or whose sweep was cancelled, nothing is left to wait for', () => {
  expect(presentSegment(job, { ...part, state: 'done' })).toMatchObject({ rate: 50, etaSeconds: undefined });
  expect(presentSegment({ ...job, state: 'cancelled' }, part).etaSeconds).toBeUndefined();
});

test('a segment with more people than its share is about to end', () => {
  expect(presentSegment({ ...job, expectedPeople: 400 }, part).etaSeconds).toBe(0);
});
