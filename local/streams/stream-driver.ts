import type { Change, Changes, Engine } from '../engines/engine.ts';
import type { StreamTrigger } from '../service.ts';
import type { Condition } from './batch.ts';
import { TriggerLoop } from './trigger-loop.ts';

/** Records that were tried as often, or for as long, as the trigger allows. */
export interface GivenUp {
  trigger: StreamTrigger;
  records: Change[];
  tries: number;
  condition: Condition;
}

export interface StreamActions {
  invoke(functionName: string, event: { Records: Change[] }): Promise<unknown>;
  giveUp(failure: GivenUp): Promise<void>;
  /** Defaults to 20 ms, doubled with every try, at most 10 seconds. */
  delayMs?(tries: number): number;
  engineFailed?(error: unknown): void;
}

/** All stream triggers of a service on one engine. */
export interface StreamDriver {
  /** Resolves when every trigger has caught up, also with what the triggers themselves have written. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function driveStreams(
  engine: Engine,
  triggers: readonly StreamTrigger[],
  actions: StreamActions,
): Promise<StreamDriver> {
  let handled = 0;
  const places: Changes[] = [];
  for (const trigger of triggers) {
    places.push(await engine.changes(trigger.tableName, trigger.functionName, trigger.from));
  }
  const loops = triggers.map((trigger, index) => {
    return new TriggerLoop(trigger, places[index]!, {
      invoke: (event) => actions.invoke(trigger.functionName, event),
      giveUp: (records, tries, condition) => actions.giveUp({ trigger, records, tries, condition }),
      delayMs: actions.delayMs ?? growingDelay,
      engineFailed: actions.engineFailed ?? (() => {}),
      handled: () => {
        handled += 1;
      },
    });
  });
  const idle = async (): Promise<void> => {
    const before = handled;
    // Twice, because a stream may show a change a moment after its write was acknowledged.
    for (const _round of [1, 2]) await Promise.all(loops.map((loop) => loop.nextQuiet()));
    if (handled !== before) await idle();
  };
  return {
    idle,
    close: async () => {
      await Promise.all(loops.map((loop) => loop.close()));
    },
  };
}

function growingDelay(tries: number): number {
  return Math.min(10_000, 10 * 2 ** tries);
}
