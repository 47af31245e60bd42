import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, QueueTrigger } from '../service.ts';
import { type DeadLetters, Messages } from './messages.ts';
import { type PollerActions, QueuePoller } from './poller.ts';
import { serveQueues } from './server.ts';

const LOOK_MS = 10;

export interface QueueActions extends Pick<PollerActions, 'storeFailed'> {
  invoke(functionName: string, event: unknown): Promise<unknown>;
  deadLetters(moved: DeadLetters): void;
}

/** The queues of a service on this machine. */
export interface Queues {
  /** Where SQS's own clients reach them. */
  endpoint: string;
  drive(triggers: readonly QueueTrigger[], actions: QueueActions): QueueDriver;
  close(): Promise<void>;
}

export interface QueueDriver {
  /** Whether every trigger has handled what is visible; what is delayed, or waits for its next try, is not counted. */
  isIdle(): boolean;
  /** Resolves when it is so. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Keeps its messages in a directory of its own, or in memory without one. */
export async function startQueues(queues: readonly Queue[], directory?: string): Promise<Queues> {
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const messages = new Messages(queues, directory === undefined ? undefined : join(directory, 'messages.db'));
  const { endpoint, close } = await serveQueues(queues, messages);
  return {
    endpoint,
    drive: (triggers, actions) => {
      messages.onDeadLetters(actions.deadLetters);
      const pollers = triggers.map((trigger) => {
        const invoke = (event: unknown) => actions.invoke(trigger.functionName, event);
        return new QueuePoller(trigger, messages, { invoke, storeFailed: actions.storeFailed });
      });
      const isIdle = () => pollers.every((poller) => poller.isIdle());
      return {
        isIdle,
        quiet: async () => {
          while (!isIdle()) await sleep(LOOK_MS);
        },
        close: async () => void (await Promise.all(pollers.map((poller) => poller.close()))),
      };
    },
    close: async () => {
      await close();
      messages.close();
    },
  };
}
