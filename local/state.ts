import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asProblem, Problem } from './problem.ts';

const SQLITE_BUSY = 5;
/** Every run writes it. */
const LATEST_DAY = 'latest-day';

/** The directory that holds everything a run keeps, held by one run at a time. */
export interface State {
  directory: string;
  failures: string;
  queues: string;
  /** Whether the sample people have been loaded into it. */
  hasSample(): boolean;
  sampleLoaded(): void;
  /** Names people in logs; made at first, kept, so that a name means the same person after a restart. */
  logHashKey(): string;
  /** Seals the partners' secrets in the tables, and so is as lasting as they are. */
  secretsKey(): string;
  /** Remembers the day of a run; a run of an earlier day is refused, for nobody could be scored in it. */
  reach(day: number): void;
  release(): void;
}

// Only what we made ourselves is ever wiped, whatever directory was named.
const OURS = [
  'dynalite',
  'dynamodb-local',
  'dynamodb-local.checkpoints.json',
  'endpoint.checkpoints.json',
  'failures',
  'issuer.json',
  LATEST_DAY,
  'log-hash-key',
  'queues',
  'sample-loaded',
  'secrets-key',
];

/** Takes hold of a state directory, made if need be, and empties it when it should be fresh. */
export function openState(path: string, fresh = false): State {
  const directory = resolve(path);
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
    const lock = lockFile(join(directory, 'lock'), path);
    if (fresh) for (const name of OURS) rmSync(join(directory, name), { recursive: true, force: true });
    const marker = join(directory, 'sample-loaded');
    return {
      directory,
      failures: join(directory, 'failures'),
      queues: join(directory, 'queues'),
      hasSample: () => existsSync(marker),
      sampleLoaded: () => writeFileSync(marker, ''),
      logHashKey: () => secret(join(directory, 'log-hash-key')),
      secretsKey: () => secret(join(directory, 'secrets-key')),
      reach: (day) => reach(join(directory, LATEST_DAY), day, path),
      release: () => lock.close(),
    };
  } catch (error) {
    throw asProblem(error);
  }
}

/** Whether some run has kept its state there. */
export function isState(path: string): boolean {
  return existsSync(join(path, LATEST_DAY));
}

function reach(file: string, day: number, path: string): void {
  const latest = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (latest > day) {
    throw new Problem(
      `${path} was last used ${latest - day} days ahead of this day`,
      `start with --days-ahead ${latest - day} or more, with another --state, or with --fresh`,
    );
  }
  writeFileSync(file, String(day));
}

function secret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** A lock of the kernel's, through SQLite: it ends with the process, however that ends. */
function lockFile(file: string, path: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw new Problem(`another run is using ${path}`, 'end it, or choose another directory with --state DIR');
    }
    throw error;
  }
}
