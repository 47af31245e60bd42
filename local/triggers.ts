import { relative } from 'node:path';
import type { Engine } from './engines/engine.ts';
import type { Queues } from './queues/engine.ts';
import type { DeadLetters } from './queues/messages.ts';
import { driveSchedules } from './schedules/schedule-driver.ts';
import type { Service } from './service.ts';
import { keepFailure } from './streams/failures.ts';
import { driveStreams, type GivenUp } from './streams/stream-driver.ts';

export type Invoke = (functionName: string, event: unknown) => Promise<unknown>;

interface Driven {
  service: Service;
  engine: Engine;
  queues: Queues | undefined;
  /** The directory that keeps what is given up. */
  failures: string;
  invoke: Invoke;
  log(line: string): void;
}

/** Whatever calls the functions of a service by itself. */
export interface Triggers {
  idle(): Promise<void>;
  /** Ends after the calls that are under way. */
  close(): Promise<void>;
}

export async function driveTriggers({ service, engine, queues, failures, invoke, log }: Driven): Promise<Triggers> {
  const giveUp = (failure: GivenUp) => keepAndSay(failures, failure, log);
  const triggers = <T>(of: (about: Service['functions'][number]) => T[]) => service.functions.flatMap(of);
  const streams = await driveStreams(
    engine,
    triggers((about) => about.streams),
    { invoke, giveUp, engineFailed: sayOnce('a stream cannot be read', log) },
  );
  const polled = queues?.drive(
    triggers((about) => about.queues),
    { invoke, deadLetters: (moved) => log(asLine(moved)), storeFailed: sayOnce('a queue cannot be read', log) },
  );
  const schedules = driveSchedules(
    triggers((about) => about.schedules),
    { invoke, log },
  );
  const idle = async (): Promise<void> => {
    await streams.idle();
    if (!polled || polled.isIdle()) return;
    await polled.quiet();
    await idle();
  };
  return { idle, close: async () => void (await Promise.all([streams.close(), polled?.close(), schedules.close()])) };
}

async function keepAndSay(failures: string, failure: GivenUp, log: (line: string) => void): Promise<void> {
  const file = await keepFailure(failures, failure);
  const count = failure.records.length;
  const kept = `kept in ${relative(process.cwd(), file)}; tahini replay-failures hands them in again`;
  log(`${failure.trigger.functionName} gave up ${count} record(s), ${kept}`);
}

function asLine({ queue, count }: DeadLetters): string {
  const { deadLetters, maxReceiveCount } = queue.redrive!;
  return `${count} message(s) of ${queue.name} failed ${maxReceiveCount} times and went to ${deadLetters}`;
}

/** The same trouble is said once, not twice a second. */
function sayOnce(what: string, log: (line: string) => void): (error: unknown) => void {
  const said = new Set<string>();
  return (error) => {
    const name = error instanceof Error ? error.name : 'unknown';
    if (!said.has(name)) log(`${what}: ${name}; it is tried again`);
    said.add(name);
  };
}
