import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Notification } from '../../../lib/schemas/delivery.ts';
import type { Dice } from '../dice.ts';

export interface Drained {
  kills: number;
  messages: number;
  outcomes: Record<string, number>;
}

interface Trouble {
  endpoint: string;
  tables: object;
  dice: Dice;
  /** After about so many messages the worker is killed; undefined: never. */
  killEvery: number | undefined;
}

const AT_ONCE = 24;
/** Deliveries that need more go round in circles. */
const MOST_MESSAGES = 200_000;

/** Has a worker process make all attempts as they are due; whatever a killed one had in hand comes again. */
export async function drain(queue: Notification[], { endpoint, tables, dice, killEvery }: Trouble): Promise<Drained> {
  const drained: Drained = { kills: 0, messages: 0, outcomes: {} };
  const inHand = new Map<number, Notification>();
  let killAt = nextKill(0);
  function nextKill(after: number): number {
    return killEvery === undefined ? Number.POSITIVE_INFINITY : after + 1 + Math.floor(dice() * 2 * killEvery);
  }
  while (queue.length > 0 || inHand.size > 0) {
    queue.push(...inHand.values());
    inHand.clear();
    const file = fileURLToPath(new URL('worker.ts', import.meta.url));
    const worker = fork(file, [endpoint, JSON.stringify(tables)]);
    const gone = Promise.all([once(worker, 'exit'), once(worker, 'disconnect')]);
    worker.on('message', ({ queued, settled, outcome, error }: Said) => {
      if (queued !== undefined) queue.push(...queued);
      if (settled === undefined) return;
      const notification = inHand.get(settled);
      inHand.delete(settled);
      const what = error ?? outcome ?? '';
      drained.outcomes[what] = (drained.outcomes[what] ?? 0) + 1;
      // As SQS does with what failed.
      if (error !== undefined && notification !== undefined) queue.push(notification);
    });
    await feed(worker);
    await gone;
  }
  return drained;

  async function feed(worker: ChildProcess): Promise<void> {
    while (worker.connected && (queue.length > 0 || inHand.size > 0)) {
      if (drained.messages > MOST_MESSAGES) throw new Error('the deliveries come to no end');
      const due = queue.findIndex(({ dueAt }) => dueAt <= Date.now());
      if (due < 0 || inHand.size >= AT_ONCE) {
        await sleep(1);
        continue;
      }
      const [notification] = queue.splice(due, 1) as [Notification];
      drained.messages += 1;
      inHand.set(drained.messages, notification);
      worker.send({ id: drained.messages, notification }, () => {});
      if (drained.messages < killAt) continue;
      await sleep(dice() * 20);
      worker.kill('SIGKILL');
      drained.kills += 1;
      killAt = nextKill(drained.messages);
      return;
    }
    if (worker.connected) worker.disconnect();
  }
}

type Said = { queued?: Notification[]; settled?: number; outcome?: string; error?: string };
