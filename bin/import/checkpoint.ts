import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { contentHash } from '../../lib/scorecards/load.ts';
import { Problem } from '../../local/problem.ts';
import type { Mapping } from './mapping.ts';

const Count = z.number().int().min(0);

/** How far an import has come. All rows below `next` are done; the counts and the refused bytes are of exactly these. */
const Checkpoint = z.strictObject({
  format: z.literal('tahini-import-1'),
  /** What is imported, how and where to: of anything else the checkpoint says nothing. */
  identity: z.strictObject({
    size: Count,
    head: z.string(),
    mapping: z.string(),
    api: z.string(),
    refused: z.string(),
  }),
  next: Count,
  imported: Count,
  unchanged: Count,
  refused: Count,
  refusedBytes: Count,
});
export type Checkpoint = z.infer<typeof Checkpoint>;
export type Identity = Checkpoint['identity'];

const HEAD_BYTES = 64 * 1024;

/** Size and hash of the first 64 KB know a file well enough; hashing gigabytes would cost more than sending rows again. */
export function identify(file: string, mapping: Mapping, api: string, refused: string): Identity {
  const descriptor = openSync(file, 'r');
  const head = Buffer.alloc(HEAD_BYTES);
  const length = readSync(descriptor, head);
  closeSync(descriptor);
  return {
    size: statSync(file).size,
    head: createHash('sha256').update(head.subarray(0, length)).digest('hex'),
    mapping: contentHash(mapping),
    api,
    refused,
  };
}

export function beginning(identity: Identity): Checkpoint {
  return { format: 'tahini-import-1', identity, next: 0, imported: 0, unchanged: 0, refused: 0, refusedBytes: 0 };
}

/** Undefined when there is none. Throws a Problem for a file that is something else. */
export function readCheckpoint(path: string): Checkpoint | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = Checkpoint.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Problem(
    `${basename(path)} exists and is no checkpoint of an import`,
    'delete it, or name another one with --resume FILE',
  );
}

/** Whole or not at all, also when the process ends in between. */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  writeFileSync(`${path}.new`, JSON.stringify(checkpoint), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true });
}

export function sameIdentity(a: Identity, b: Identity): boolean {
  return contentHash(a) === contentHash(b);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
