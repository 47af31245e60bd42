import { expect, test } from 'vitest';
import type { FullSweep } from '../../lib/schemas/job.ts';
import { LOOKS_EVERY_MS } from '../../lib/usecases/active-card.ts';
import { LastSweep } from '../../lib/usecases/last-sweep.ts';

const sweep = (jobId: string) => ({ jobId }) as FullSweep;

test('the last sweep is read once in so many seconds, however many scores are read', async () => {
  let [clock, reads] = [0, 0];
  const last = new LastSweep({
    now: () => clock,
    read: async () => {
      reads += 1;
      return sweep(`job-${reads}`);
    },
    notRead: () => expect.unreachable(),
  });
  const found = await Promise.all(Array.from({ length: 20 }, () => last.current()));
  expect([reads, new Set(found.map((each) => each?.jobId)).size]).toEqual([1, 1]);
  clock += LOOKS_EVERY_MS;
  expect((await last.current())?.jobId).toBe('job-2');
});

test('one that cannot be read makes no score unreadable: the former one counts, and it is told', async () => {
  let [clock, fails] = [0, true];
  const told: unknown[] = [];
  const last = new LastSweep({
    now: () => clock,
    read: async () => {
      if (fails) throw new Error('busy');
      return sweep('job-1');
    },
    notRead: (error) => void told.push(error),
  });
  expect(await last.current()).toBeUndefined();
  clock += LOOKS_EVERY_MS;
  fails = false;
  expect((await last.current())?.jobId).toBe('job-1');
  clock += LOOKS_EVERY_MS;
  fails = true;
  expect((await last.current())?.jobId).toBe('job-1');
  expect(told).toHaveLength(2);
});
