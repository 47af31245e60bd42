import { UsageError } from '../command.ts';
import * as listen from '../webhook/listen.ts';
import * as send from '../webhook/send.ts';

/** One file of bin/webhook for each. */
const ACTIONS: Record<string, { usage: string; run(args: string[]): Promise<void> }> = { send, listen };

export const usage = Object.values(ACTIONS)
  .map((action) => action.usage)
  .join('\n\n');

export const summary = `what a partner does with signed messages: ${Object.keys(ACTIONS).join(' | ')}`;

export async function run([name = '', ...args]: string[]): Promise<void> {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw new UsageError(`tahini webhook ${Object.keys(ACTIONS).join('|')}; --help tells the options of each`);
  }
  await action.run(args);
}
