import { relative } from 'node:path';
import { debuglog, styleText } from 'node:util';
import { ArtefactError } from '../lib/errors.ts';
import { Problem } from '../local/problem.ts';
import { UsageError } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { printable } from './printable.ts';

const debug = debuglog('tahini');

/** Says on stderr what is wrong and, below it, what to do next, and returns the exit code. */
export function fail(error: unknown, command?: string): number {
  const { what, next } = explain(error, command);
  const name = styleText(['red', 'bold'], 'tahini:', { stream: process.stderr });
  process.stderr.write(`${name} ${printable(what)}\n  ${printable(next)}\n`);
  debug('%s', error instanceof Error ? error.stack : error);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

function explain(error: unknown, command: string | undefined): { what: string; next: string } {
  if (error instanceof UsageError) {
    const help = command === undefined ? 'lists all commands' : 'tells more, with examples';
    const asked = `tahini ${command === undefined ? '' : `${command} `}--help ${help}`;
    return { what: error.message, next: error.next === undefined ? asked : `${error.next}\n  ${asked}` };
  }
  if (error instanceof Problem) return { what: error.message, next: error.remedy };
  if (error instanceof ArtefactError) return { what: error.message, next: 'correct it, and run the command again' };
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const name = 'path' in error && typeof error.path === 'string' ? relative('.', error.path) : 'a file';
    return { what: `${name} cannot be read or written (${error.code})`, next: 'free it, or name another one' };
  }
  // Its message may quote a row of somebody's data, so it stays out.
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    what: `${kind}, which is a mistake of this program`,
    next: 'NODE_DEBUG=tahini before the same command tells where; please report it with that',
  };
}
