import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { nearest } from './nearest.ts';

/** One file of bin/commands; what `--help` says of it is the file of the same name in bin/help. */
export interface Command {
  run(args: string[]): Promise<void>;
}

/** The command line itself is wrong; nothing was done. */
export class UsageError extends Error {
  /** What to do next, besides looking into the help. */
  readonly next: string | undefined;

  constructor(message: string, next?: string | undefined) {
    super(message);
    this.next = next;
  }
}

/** Node's parseArgs, strict, whose complaints are usage errors. */
export function parse<const Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  const { values, positionals } = parseAll(args, options);
  if (positionals[0] !== undefined) throw new UsageError(`'${positionals[0]}' is neither an option nor of one`);
  return values;
}

/** The same for commands that take more than options. */
export function parseAll<const Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    throw complaint(error, Object.keys(options));
  }
}

/** The word after a command that does several things. */
export function readAction<const Name extends string>(given: string | undefined, names: readonly Name[]): Name {
  const known = names.find((name) => name === given);
  if (known !== undefined) return known;
  const list = names.length > 1 ? `one of ${names.join(', ')}` : names[0];
  if (given === undefined || given.startsWith('-')) throw new UsageError(`what is to be done? ${list}`);
  const meant = nearest(given, names);
  throw new UsageError(
    `'${given}' cannot be done, only ${list}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
  );
}

/** Of the options that a command cannot do without, those that are not given. */
export function missing(given: Readonly<Record<string, unknown>>, form: string): UsageError {
  const names = Object.keys(given).filter((name) => given[name] === undefined || given[name] === '');
  const list = names.map((name) => (/^[a-z-]+$/.test(name) ? `--${name}` : name));
  const all = list.join(', ').replace(/, (?=[^,]*$)/, ' and ');
  return new UsageError(`${all} ${list.length > 1 ? 'are' : 'is'} missing`, form);
}

function complaint(error: unknown, options: readonly string[]): UsageError {
  const text = error instanceof Error ? error.message.split(/[.\n] /)[0]! : String(error);
  const [, unknown] = /^Unknown option '-{1,2}([^']*)'/.exec(text) ?? [];
  if (unknown !== undefined) {
    const meant = nearest(unknown, options);
    const hint = meant === undefined ? '' : `; did you mean --${meant}?`;
    return new UsageError(`there is no option ${unknown.length === 1 ? '-' : '--'}${unknown}${hint}`);
  }
  const [, valueless] = /^Option '(?:-\w, )?(--[^' ]+) <value>' argument missing/.exec(text) ?? [];
  if (valueless !== undefined) return new UsageError(`${valueless} takes a value`);
  return new UsageError(text);
}
