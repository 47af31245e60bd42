import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Clock, driveSchedules } from '../../local/schedules/schedule-driver.ts';
import { readSchedules } from '../../local/service/schedules.ts';

const START = Date.parse('2026-11-24T00:00:30Z');
const MINUTE = 60_000;

/** A clock whose time passes as fast as it is waited for; `jump` is time during which the machine slept. */
function clockFrom(start: number) {
  let now = start;
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  const jump = (ms: number) => {
    now += ms;
  };
  return { clock, jump };
}

/** What a schedule calls its function with, until it has been called so often. */
async function follow(
  fields: object,
  count: number,
  during: (jump: (ms: number) => void, call: number) => unknown = () => {},
) {
  const { clock, jump } = clockFrom(START);
  const calls: [time: string, event: unknown][] = [];
  const lines: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const schedules = readSchedules('tick', { method: 'scheduler', ...fields }, 'tick.schedule');
  const driver = driveSchedules(schedules, {
    clock,
    log: (line) => lines.push(line),
    invoke: async (functionName, event) => {
      expect(functionName).toBe('tick');
      calls.push([new Date(clock.now()).toISOString().slice(8, 19), event]);
      if (calls.length === count) resolve();
      return during(jump, calls.length);
    },
  });
  await promise;
  await driver.close();
  return { times: calls.slice(0, count).map(([time]) => time), events: calls.map(([, event]) => event), lines };
}

test('a function is called at each of its times, months away if need be', async () => {
  const { times, lines } = await follow({ rate: 'cron(0 2 6 * ? *)' }, 3);
  expect(times).toEqual(['06T02:00:00', '06T02:00:00', '06T02:00:00']);
  expect(lines).toEqual([]);
});

test('a function with two expressions has a schedule of each', () => {
  const schedules = readSchedules(
    'tick',
    { method: 'scheduler', rate: ['rate(1 hour)', 'cron(30 * * * ? *)'] },
    'tick',
  );
  const next = schedules.map((schedule) => new Date(schedule.next(START) ?? 0).toISOString().slice(8, 16));
  expect(next).toEqual(['24T01:00', '24T00:30']);
});

test("a function gets EventBridge Scheduler's own event, or the input in which the time is filled in", async () => {
  const [event] = (await follow({ rate: 'rate(1 day)' }, 1)).events;
  expect(event).toEqual({
    version: '0',
    id: expect.stringMatching(/^[\w-]{36}$/),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: '000000000000',
    time: '2026-11-25T00:00:00Z',
    region: 'us-east-1',
    resources: [expect.stringContaining(':schedule/default/tick')],
    detail: '{}',
  });
  const input = { job: 'all', at: '<aws.scheduler.scheduled-time>', other: '<aws.scheduler.unknown>' };
  const { events } = await follow({ rate: 'rate(1 day)', input }, 1);
  expect(events[0]).toEqual({ ...input, at: '2026-11-25T00:00:00Z' });
});

test('runs that fall due while another goes on are left out, and the log says so', async () => {
  const long = (jump: (ms: number) => void, call: number) => (call === 1 ? jump(3.5 * MINUTE) : undefined);
  const { times, lines } = await follow({ rate: 'rate(1 minute)' }, 2, long);
  expect(times).toEqual(['24T00:01:00', '24T00:05:00']);
  expect(lines).toEqual([expect.stringContaining('tick left out runs of rate(1 minute) since 2026-11-24T00:01')]);
});

test('runs that fall due while the machine sleeps are not made up, and the log says so', async () => {
  const { clock, jump } = clockFrom(START);
  const [lines, times]: [string[], number[]] = [[], []];
  const { promise, resolve } = Promise.withResolvers<void>();
  let slept = false;
  const driver = driveSchedules(readSchedules('tick', { method: 'scheduler', rate: 'cron(0 2 * * ? *)' }, 'tick'), {
    clock: {
      now: clock.now,
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal);
        if (slept || clock.now() < Date.parse('2026-11-24T01:00:00Z')) return;
        slept = true;
        jump(8 * 60 * MINUTE);
      },
    },
    log: (line) => lines.push(line),
    invoke: async () => {
      times.push(clock.now());
      resolve();
    },
  });
  await promise;
  await driver.close();
  expect(times[0]).toBe(Date.parse('2026-11-25T02:00:00Z'));
  expect(lines).toEqual(['tick missed its run of 2026-11-24T02:00:00.000Z: this machine slept']);
});

test('a run that fails does not end the schedule, and one that is under way is waited for at the end', async () => {
  const { times } = await follow({ rate: 'rate(1 hour)' }, 3, () => Promise.reject(new Error('down')));
  expect(times).toHaveLength(3);
  const ends: string[] = [];
  const slow = async () => {
    await sleep(50);
    ends.push('the run');
  };
  await follow({ rate: 'rate(1 hour)' }, 1, slow);
  expect([...ends, 'the schedule']).toEqual(['the run', 'the schedule']);
});
