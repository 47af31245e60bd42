import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isState } from '../../local/state.ts';
import { parseAll, UsageError } from '../command.ts';
import { readOptions, type StartOptions } from '../start/options.ts';
import { STREAM_FUNCTIONS, stackOf } from './names.ts';

const OPTIONS = {
  function: { type: 'string' },
  since: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  aws: { type: 'boolean', default: false },
  state: { type: 'string' },
  engine: { type: 'string' },
  'days-ahead': { type: 'string' },
  card: { type: 'string' },
  dictionary: { type: 'string' },
} as const;

/** How `tahini start` was told to run what is kept in the state; the functions must be the same now. */
const AS_STARTED = ['state', 'engine', 'days-ahead', 'card', 'dictionary'] as const;

export type Place =
  | { kind: 's3'; bucket: string; prefix: string }
  /** Without a name it is the Operations table of one machine. */
  | { kind: 'table'; table?: string }
  | { kind: 'folder'; folder: string };

export interface ReplayArguments {
  /** Where the documents lie; two places where one machine keeps them. */
  places: Place[];
  /** The functions of one machine; without it those on AWS. */
  here: StartOptions | undefined;
  functionName: string | undefined;
  since: Date | undefined;
  dryRun: boolean;
  keep: boolean;
  json: boolean;
}

/** Throws a UsageError. */
export function readArguments(args: string[]): ReplayArguments {
  const { values, positionals } = parseAll(args, OPTIONS);
  if (positionals.length > 1) throw new UsageError('one place at a time: s3://bucket, dynamodb://table or a folder');
  const place = positionals[0] === undefined ? undefined : readPlace(positionals[0]);
  const isOnAws = values.aws || (place !== undefined && place.kind !== 'folder');
  const given = AS_STARTED.filter((name) => values[name] !== undefined);
  if (isOnAws && given.length > 0) throw new UsageError(`--${given[0]} is about one machine, not about AWS`);
  if (values.aws && place === undefined) throw new UsageError('--aws needs the folder whose records Lambda is given');
  const here = isOnAws ? undefined : readOptions(given.flatMap((name) => [`--${name}`, values[name] ?? '']));
  if (here) checkState(here);
  return {
    places: place === undefined ? keptBy(here!) : [place],
    here,
    functionName: values.function === undefined ? undefined : readFunction(values.function),
    since: values.since === undefined ? undefined : readSince(values.since),
    dryRun: values['dry-run'],
    keep: values.keep,
    json: values.json,
  };
}

function readPlace(text: string): Place {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{2,62})(?:\/(.*))?$/s.exec(text) ?? [];
  if (bucket !== undefined) return { kind: 's3', bucket, prefix };
  const [, table] = /^dynamodb:\/\/([\w.-]{3,255})\/?$/.exec(text) ?? [];
  if (table !== undefined) return { kind: 'table', table };
  if (/^\w+:\/\//.test(text)) throw new UsageError(`${text} is neither s3://bucket[/prefix] nor dynamodb://table`);
  if (!existsSync(text)) throw new UsageError(`there is no folder ${text}`);
  if (!statSync(text).isDirectory()) throw new UsageError(`${text} is not a directory`);
  return { kind: 'folder', folder: text };
}

/** An empty stack would take every record as being of people who are gone, and nothing would be left of them. */
function checkState({ stateDir, engine }: StartOptions): void {
  if (!isState(stateDir)) throw new UsageError(`there is no state in ${stateDir}; name one with --state DIR`);
  if (process.env.DYNAMODB_ENDPOINT || existsSync(join(stateDir, engine))) return;
  throw new UsageError(`${engine} has kept nothing in ${stateDir}; name the --engine that it was started with`);
}

/** What was tried for too long lies in files, what a function set aside in the Operations table. */
function keptBy({ stateDir }: StartOptions): Place[] {
  return [{ kind: 'folder', folder: join(stateDir, 'failures') }, { kind: 'table' }];
}

function readFunction(name: string): string {
  if (stackOf(name) !== undefined) return name;
  throw new UsageError(`--function is ${STREAM_FUNCTIONS.join(' or ')}, or one of these after its stack's name`);
}

function readSince(text: string): Date {
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const since = new Date(isDate ? text : Number.NaN);
  if (Number.isNaN(since.getTime())) throw new UsageError('--since takes 2026-11-20 or 2026-11-20T08:30Z');
  return since;
}
