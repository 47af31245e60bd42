import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';

/** Where a reader stands in one shard: after a sequence number, or past its end. */
export type Position = { after: string } | { ended: true };
type Positions = Record<string, Position>;

/** The readers' places in a file that is replaced whole, so that a kill leaves the former or the new one. */
export class Checkpoints {
  readonly #file: string | undefined;
  readonly #places: Record<string, Positions>;
  #writing: Promise<void> = Promise.resolve();

  /** Without a file they last as long as the process. */
  constructor(file?: string) {
    this.#file = file;
    this.#places = file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  }

  of(reader: string): Positions {
    return this.#places[reader] ?? {};
  }

  save(reader: string, positions: Positions): Promise<void> {
    this.#places[reader] = positions;
    if (this.#file !== undefined) this.#writing = this.#writing.then(() => replace(this.#file!, this.#places));
    return this.#writing;
  }
}

async function replace(file: string, content: unknown): Promise<void> {
  const next = `${file}.next`;
  const handle = await open(next, 'w');
  try {
    await handle.writeFile(JSON.stringify(content));
  } finally {
    await handle.close();
  }
  await rename(next, file);
}
