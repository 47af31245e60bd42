import { accessSync, constants } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { missing, parseAll, UsageError } from '../command.ts';
import { readApi, tokenFor } from '../scorecard/options.ts';

const OPTIONS = {
  mapping: { type: 'string' },
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
  token: { type: 'string' },
  state: { type: 'string', default: '.tahini' },
  concurrency: { type: 'string', default: '16' },
  refused: { type: 'string' },
  resume: { type: 'string' },
  restart: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export interface ImportArguments {
  file: string;
  mappingFile: string;
  api: URL;
  token: string | undefined;
  state: string;
  concurrency: number;
  refused: string;
  checkpoint: string;
  restart: boolean;
  json: boolean;
}

/** Throws a UsageError. */
export function readArguments(args: string[], form: string): ImportArguments {
  const { values, positionals } = parseAll(args, OPTIONS);
  const [file] = positionals;
  if (values.mapping === undefined || file === undefined)
    throw missing({ mapping: values.mapping, 'the CSV file': file }, form);
  if (positionals.length > 1) throw new UsageError(`one CSV file at a time: ${form}`);
  const api = readApi(values.api);
  const name = basename(file);
  const refused = resolve(values.refused ?? join(writableDirectory(dirname(file)), `${name}.refused.csv`));
  const checkpoint = resolve(values.resume ?? join(dirname(refused), `${name}.import.json`));
  refuseSameFile([resolve(file), resolve(values.mapping), refused, checkpoint]);
  return {
    file,
    mappingFile: values.mapping,
    api,
    token: tokenFor(api, values.token),
    state: values.state,
    concurrency: readConcurrency(values.concurrency),
    refused,
    checkpoint,
    restart: values.restart,
    json: values.json,
  };
}

function readConcurrency(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > 256) throw new UsageError('--concurrency takes a whole number from 1 to 256');
  return value;
}

/** Next to the CSV file, or where we stand when that cannot be written. */
function writableDirectory(directory: string): string {
  try {
    accessSync(directory, constants.W_OK);
    return directory;
  } catch {
    return '.';
  }
}

function refuseSameFile(files: string[]): void {
  if (new Set(files).size < files.length)
    throw new UsageError('the CSV file, --mapping, --refused and --resume must be four different files');
}
