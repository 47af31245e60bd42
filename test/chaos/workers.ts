import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SegmentMessage } from '../../lib/schemas/job.ts';
import { type Dice, shuffled } from './dice.ts';
import type { Ground } from './ground.ts';

export interface Trouble {
  /** Called before each write that comes through the door; the first is write 1. */
  atWrite?: (n: number) => void;
  /** Writes at which the worker is killed, rising. */
  killAt?: readonly number[];
  /** The share of writes that are sent away. */
  throttled?: number;
  /** Every message comes twice, and in any order. */
  twice?: boolean;
}

export interface Drained {
  kills: number;
  writes: number;
  messages: number;
  throttled: number;
  /** Jobs whose end was told, as often as it was told. */
  finished: string[];
}

const AT_ONCE = 4;
/** A sweep that needs more goes round in circles. */
const MOST_MESSAGES = 5000;
const BUSY = { status: 400, name: 'ThrottlingException' };

/** Has a worker process handle all messages; whatever a killed one had in hand comes again, to its successor. */
export async function drain(ground: Ground, trouble: Trouble = {}): Promise<Drained> {
  const { door, queue, tables, dice } = ground;
  const drained: Drained = { kills: 0, writes: 0, messages: 0, throttled: 0, finished: [] };
  const killAt = [...(trouble.killAt ?? [])];
  const inHand = new Map<number, SegmentMessage>();
  let worker: ChildProcess | undefined;
  const enqueue = (messages: readonly SegmentMessage[]) => add(queue, messages, trouble.twice === true, dice);
  enqueue(queue.splice(0));
  door.disturb((operation) => {
    if (operation !== 'PutItem') return undefined;
    drained.writes += 1;
    trouble.atWrite?.(drained.writes);
    if (worker?.killed === false && drained.writes >= (killAt[0] ?? Number.POSITIVE_INFINITY)) {
      killAt.shift();
      worker.kill('SIGKILL');
      drained.kills += 1;
      // Its last write arrived, or did not.
      return dice() < 0.5 ? 'cut' : undefined;
    }
    if (dice() >= (trouble.throttled ?? 0)) return undefined;
    drained.throttled += 1;
    return BUSY;
  });
  while (queue.length > 0 || inHand.size > 0) {
    for (const message of inHand.values()) enqueue([message]);
    inHand.clear();
    if (drained.messages > MOST_MESSAGES) throw new Error('the sweep comes to no end');
    worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [door.endpoint, JSON.stringify(tables)]);
    await employ(worker, { queue, inHand, enqueue, drained });
  }
  door.reset();
  return drained;
}

/** Copies first: a worker takes from the front. */
function add(queue: SegmentMessage[], messages: readonly SegmentMessage[], twice: boolean, dice: Dice): void {
  if (!twice) return void queue.push(...messages);
  queue.push(...shuffled([...queue.splice(0), ...messages, ...messages], dice));
}

interface Employment {
  queue: SegmentMessage[];
  inHand: Map<number, SegmentMessage>;
  enqueue: (messages: readonly SegmentMessage[]) => void;
  drained: Drained;
}

type Said = { queued?: SegmentMessage[]; finished?: string; settled?: number; error?: string };

/** Until there is no message any more, or the worker is dead. */
async function employ(worker: ChildProcess, { queue, inHand, enqueue, drained }: Employment): Promise<void> {
  const feed = () => {
    while (inHand.size < AT_ONCE && queue.length > 0 && drained.messages <= MOST_MESSAGES) {
      const message = queue.shift()!;
      drained.messages += 1;
      inHand.set(drained.messages, message);
      worker.send({ id: drained.messages, message }, () => {});
    }
    if (inHand.size === 0 && worker.connected) worker.disconnect();
  };
  worker.on('message', ({ queued, finished, settled, error }: Said) => {
    if (queued !== undefined) enqueue(queued);
    if (finished !== undefined) drained.finished.push(finished);
    if (settled === undefined) return;
    const message = inHand.get(settled);
    inHand.delete(settled);
    // As SQS does with what failed.
    if (error !== undefined && message !== undefined) queue.push(message);
    if (error !== undefined) console.log(`  a message failed, and comes again: ${error}`);
    feed();
  });
  feed();
  await once(worker, 'exit');
}
