import { expect, test } from 'vitest';
import { type JobSegment, NO_COUNTS } from '../../../lib/schemas/job.ts';
import { SegmentLedger } from '../../../lib/usecases/rescore/segment-ledger.ts';
import { tiny } from '../../support/tiny-card.ts';

const saved = { ...NO_COUNTS, people: 100, changed: 100, written: 100, readUnits: 10, writeUnits: 103 };
const segment: JobSegment = {
  segment: 0,
  state: 'open',
  lap: 0,
  attempt: 1,
  after: 'somebody',
  counts: saved,
  tally: undefined,
  begunAt: 1,
  savedAt: 2,
};

test('a worker that hands on without a saved place tells its effort, and leaves its scores to who comes upon them', () => {
  const meter = { readUnits: 5, writeUnits: 7 };
  const first = new SegmentLedger(segment, tiny.card, meter);
  for (let writes = 0; writes < 4; writes += 1) {
    meter.writeUnits += 1;
    first.written();
    first.count('changed');
  }
  // Two saved places and a write that was held back; three looks at the job.
  meter.writeUnits += 3;
  meter.readUnits += 3;
  first.throttled();
  first.scanned(8);
  const effort = first.effortSince(saved);
  expect(effort).toEqual({ ...saved, throttled: 1, readUnits: 21, writeUnits: 106 });
  const next = new SegmentLedger({ ...segment, counts: effort }, tiny.card, meter);
  for (let found = 0; found < 4; found += 1) {
    next.writtenBefore();
    next.count('changed');
  }
  expect(next.soFar().counts).toEqual({
    ...saved,
    people: 104,
    changed: 104,
    written: 104,
    throttled: 1,
    readUnits: 21,
    writeUnits: 110,
  });
});
