import { setTimeout as sleep } from 'node:timers/promises';
import type { Change, Changes } from '../engines/engine.ts';
import type { StreamTrigger } from '../service.ts';
import { type BatchSteps, processBatch } from './batch.ts';
import { compileFilter } from './filter.ts';

const ENGINE_RETRY_MS = 500;

export interface TriggerActions {
  invoke(event: { Records: Change[] }): Promise<unknown>;
  giveUp: BatchSteps['giveUp'];
  /** How long to wait before the next try. */
  delayMs(tries: number): number;
  /** The engine did not answer; it is asked again. */
  engineFailed(error: unknown): void;
  /** A batch was handled, so there may be new changes anywhere. */
  handled(): void;
}

/**
 * One function's reading of one stream: a batch at a time, in order, so the order of every item holds. AWS reads a
 * shard in up to ten such lanes (parallelizationFactor), by partition key. Here is one: what is tried again holds up
 * everything behind it, as on AWS everything in its lane. More lanes would need a place each in the stream.
 */
export class TriggerLoop {
  readonly #trigger: StreamTrigger;
  readonly #changes: Changes;
  readonly #actions: TriggerActions;
  readonly #matches: (record: unknown) => boolean;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #wake = new AbortController();
  #askers: (() => void)[] = [];

  constructor(trigger: StreamTrigger, changes: Changes, actions: TriggerActions) {
    this.#trigger = trigger;
    this.#changes = changes;
    this.#actions = actions;
    this.#matches = compileFilter(trigger.filterPatterns);
    this.#running = this.#run();
  }

  /** Resolves after a reading, begun after this call, that found nothing. */
  nextQuiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#askers.push(resolve);
      this.#wake.abort();
    });
  }

  /** Ends after the call that is under way; what is not finished with is delivered again at the next start. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#wake.abort();
    await this.#running;
    for (const resolve of this.#askers) resolve();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#round();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#actions.engineFailed(error);
        await sleep(ENGINE_RETRY_MS, undefined, { signal: this.#stop.signal }).catch(() => {});
      }
    }
  }

  async #round(): Promise<void> {
    this.#wake = new AbortController();
    const asked = this.#askers.length;
    const read = await this.#changes.read(this.#trigger.batchSize);
    if (read.length > 0) return this.#handle(read);
    for (const resolve of this.#askers.splice(0, asked)) resolve();
    if (this.#askers.length === 0 && !this.#stop.signal.aborted) await this.#changes.wait(this.#wake.signal);
  }

  async #handle(read: Change[]): Promise<void> {
    const matching = read.filter(this.#matches);
    const isDone = await processBatch(matching, this.#trigger, {
      invoke: (Records) => this.#actions.invoke({ Records }),
      giveUp: this.#actions.giveUp,
      pause: (tries) => this.#pause(tries),
    });
    if (isDone) await this.#changes.commit(read);
    this.#actions.handled();
  }

  async #pause(tries: number): Promise<boolean> {
    await sleep(this.#actions.delayMs(tries), undefined, { signal: this.#stop.signal }).catch(() => {});
    return !this.#stop.signal.aborted;
  }
}
