import { readAction } from '../command.ts';
import * as listen from '../webhook/listen.ts';
import * as send from '../webhook/send.ts';

/** One file of bin/webhook for each. */
const ACTIONS = { send, listen };

export async function run([name, ...args]: string[]): Promise<void> {
  await ACTIONS[readAction(name, Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])].run(args);
}
