import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import type { QueueTrigger } from '../service.ts';
import { succeeded, toEvent } from './batch.ts';
import type { Messages, Received } from './messages.ts';
import { waitForMessage } from './wait.ts';

const STORE_RETRY_MS = 500;

export interface PollerActions {
  /** The function's reply, or its throw, also when its time is over. */
  invoke(event: SQSEvent): Promise<unknown>;
  /** The messages could not be read or deleted; it is tried again. */
  storeFailed(error: unknown): void;
}

/**
 * One function's reading of one queue, in as many lanes as it may run at once. A failed message is left alone: it
 * comes back when its visibility ends. A function whose time is over goes on in this process, which Lambda's would not.
 */
export class QueuePoller {
  readonly #trigger: QueueTrigger;
  readonly #messages: Messages;
  readonly #actions: PollerActions;
  readonly #stop = new AbortController();
  readonly #lanes: Promise<void>[];
  #underWay = 0;

  constructor(trigger: QueueTrigger, messages: Messages, actions: PollerActions) {
    this.#trigger = trigger;
    this.#messages = messages;
    this.#actions = actions;
    this.#lanes = Array.from({ length: trigger.maxConcurrency }, () => this.#lane());
  }

  /** Nothing is under way, and nothing is there to be received now. */
  isIdle(): boolean {
    const next = this.#messages.nextVisibleAt(this.#trigger.queue) ?? Number.POSITIVE_INFINITY;
    return this.#underWay === 0 && next > Date.now();
  }

  /** Ends after the calls that are under way. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#lanes);
  }

  async #lane(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await waitForMessage(this.#messages, this.#trigger.queue, signal);
        if (!signal.aborted) await this.#round();
      } catch (error) {
        this.#actions.storeFailed(error);
        await sleep(STORE_RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #round(): Promise<void> {
    this.#underWay += 1;
    try {
      const batch = await this.#gather();
      const done = batch.length > 0 ? await this.#invoke(batch) : [];
      for (const { receiptHandle } of done) this.#messages.delete(this.#trigger.queue, receiptHandle);
    } finally {
      this.#underWay -= 1;
    }
  }

  /** A batch is full, or its window is over, which begins with its first message. */
  async #gather(): Promise<Received[]> {
    const { queue, batchSize, windowSeconds } = this.#trigger;
    const batch = this.#messages.receive(queue, batchSize);
    if (batch.length === 0 || windowSeconds === 0) return batch;
    const ending = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(windowSeconds * 1000)]);
    while (batch.length < batchSize && !ending.aborted) {
      await waitForMessage(this.#messages, queue, ending);
      batch.push(...this.#messages.receive(queue, batchSize - batch.length));
    }
    return batch;
  }

  async #invoke(batch: Received[]): Promise<Received[]> {
    try {
      const reply = await this.#actions.invoke(toEvent(this.#trigger.queue, batch));
      return this.#trigger.reportsItemFailures ? succeeded(batch, reply) : batch;
    } catch {
      return [];
    }
  }
}
