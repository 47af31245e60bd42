import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** One file of bin/commands: a line for the list of commands, and what it does with its arguments. */
export interface Command {
  summary: string;
  /** What `--help` prints. */
  usage: string;
  run(args: string[]): Promise<void>;
}

/** The command line itself is wrong: one line, exit code 2. */
export class UsageError extends Error {}

/** Node's parseArgs, strict, whose complaints are usage errors. */
export function parse<const Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split(/[.\n] /)[0]! : String(error));
  }
}
