import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScheduleTrigger } from '../service.ts';

/** The machine's own clock, or one that a test sets. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal says stop. */
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
}

export interface ScheduleActions {
  invoke(functionName: string, event: unknown): Promise<unknown>;
  log(line: string): void;
  clock?: Clock;
}

const MACHINE: Clock = { now: Date.now, sleep: (ms, signal) => sleep(ms, undefined, { signal }) };
// Timers stand still while a laptop sleeps, and reach no further than 24 days: look at the clock now and then.
const LOOK_MS = 30_000;
const LATE_MS = 120_000;

/**
 * Calls functions at their times, one run of a schedule at a time. What falls due while this machine is off or asleep, or
 * the former run goes on, is not made up. A run that fails is not tried again; AWS would, twice.
 */
export function driveSchedules(schedules: readonly ScheduleTrigger[], actions: ScheduleActions) {
  const stop = new AbortController();
  const running = schedules.map((schedule) => follow(schedule, actions, stop.signal));
  return {
    /** Ends after the runs that are under way. */
    close: async (): Promise<void> => {
      stop.abort();
      await Promise.all(running);
    },
  };
}

async function follow(schedule: ScheduleTrigger, actions: ScheduleActions, signal: AbortSignal): Promise<void> {
  const { invoke, log, clock = MACHINE } = actions;
  const { functionName, expression } = schedule;
  for (let due = schedule.next(clock.now()); due !== undefined; due = schedule.next(Math.max(due, clock.now()))) {
    if (!(await reached(due, clock, signal))) return;
    const time = new Date(due).toISOString();
    if (clock.now() - due > LATE_MS) log(`${functionName} missed its run of ${time}: this machine slept`);
    // What failed is in the log already.
    else await invoke(functionName, payload(schedule, time)).catch(() => {});
    const next = schedule.next(due);
    if (next !== undefined && next <= clock.now()) log(`${functionName} left out runs of ${expression} since ${time}`);
  }
}

async function reached(due: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
  while (clock.now() < due && !signal.aborted) {
    await clock.sleep(Math.min(due - clock.now(), LOOK_MS), signal).catch(() => {});
  }
  return !signal.aborted;
}

const ARN = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/';

/** The input with EventBridge Scheduler's own words filled in, or the event that it sends without one. */
function payload({ functionName, input }: ScheduleTrigger, time: string): unknown {
  const id = randomUUID();
  const words: Record<string, string> = {
    'scheduled-time': time.replace('.000Z', 'Z'),
    'schedule-arn': `${ARN}${functionName}`,
    'execution-id': id,
    'attempt-number': '1',
  };
  if (input !== undefined)
    return JSON.parse(input.replaceAll(/<aws\.scheduler\.([\w-]+)>/g, (all, w) => words[w] ?? all));
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: '000000000000',
    time: words['scheduled-time'],
    region: 'us-east-1',
    resources: [words['schedule-arn']],
    detail: '{}',
  };
}
