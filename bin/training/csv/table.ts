import { createHash, type Hash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Problem } from '../../../local/problem.ts';
import { type Block, blocksOf } from './blocks.ts';
import { headerOf } from './header.ts';
import { recordsOf } from './records.ts';

/** Some data rows of a file. Rows count from 0 after the header, lines from 1. */
export interface Batch {
  first: number;
  rows: string[][];
  lines: number[];
  /** Where in the file they end, in bytes. */
  end: number;
}

export interface Table {
  /** The file's name, for messages. */
  name: string;
  /** Bytes. */
  size: number;
  header: string[];
  batches: AsyncGenerator<Batch>;
  /** Bytes per data row, from the first block; undefined when that has none. */
  bytesPerRow: number | undefined;
  /** SHA-256 of the file's bytes, hex; known when all batches were read. */
  hash(): string;
}

const CHUNK_BYTES = 64 * 1024;

/** Streams a CSV file in UTF-8 in constant memory: quotes, CRLF, a byte order mark. Throws a Problem. */
export async function openTable(file: string, delimiter = ','): Promise<Table> {
  const name = basename(file);
  const size = sizeOf(file);
  const hash = createHash('sha256');
  const blocks = blocksOf(hashed(createReadStream(file, { highWaterMark: CHUNK_BYTES }), hash), name);
  let line = 1;
  const next = (block: Block) => {
    const records = recordsOf(block.text, delimiter, line, name);
    line += records.length;
    return { ...records, end: block.end };
  };
  for await (const block of handed(blocks)) {
    const { rows, lines, end } = next(block);
    const [head, ...data] = rows;
    if (head === undefined) continue;
    const header = headerOf(head, delimiter, name);
    const bytesPerRow = data.length === 0 ? undefined : end / (data.length + 1);
    const before = { first: 0, rows: data, lines: lines.slice(1), end };
    return { name, size, header, batches: after(before, blocks, next), bytesPerRow, hash: () => hash.digest('hex') };
  }
  throw new Problem(`${name} is empty`, 'its first line must name the columns');
}

async function* after(before: Batch, blocks: AsyncIterable<Block>, next: (block: Block) => Omit<Batch, 'first'>) {
  let first = before.rows.length;
  if (first > 0) yield before;
  for await (const block of blocks) {
    const batch = { first, ...next(block) };
    first += batch.rows.length;
    if (batch.rows.length > 0) yield batch;
  }
}

/** The same blocks, for a loop that leaves early and lets another one go on. */
async function* handed(blocks: AsyncGenerator<Block>): AsyncGenerator<Block> {
  for (let step = await blocks.next(); !step.done; step = await blocks.next()) yield step.value;
}

async function* hashed(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function sizeOf(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new Problem(`there is no file ${file}`, 'name an existing CSV file');
  if (!stat.isFile()) throw new Problem(`${file} is not a file`, 'name an existing CSV file');
  return stat.size;
}
