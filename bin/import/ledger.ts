import type { Answer } from './answers.ts';
import { type Checkpoint, removeCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { RefusedFile } from './refused-file.ts';
import type { Row } from './rows.ts';

const SAVE_MS = 1000;

/** What has been done, row by row in the order of the file: counts, refused rows, and the checkpoint of both. */
export class Ledger {
  readonly refusedFile: RefusedFile;
  readonly #path: string;
  #state: Checkpoint;
  #savedAt = performance.now();

  constructor(path: string, refusedPath: string, header: readonly string[], from: Checkpoint) {
    this.#path = path;
    this.#state = from;
    this.refusedFile = new RefusedFile(refusedPath, header, from.refusedBytes);
    if (from.next === 0) removeCheckpoint(path);
  }

  get counts(): Readonly<Checkpoint> {
    return this.#state;
  }

  record(row: Row, answer: Answer): void {
    if (answer.outcome === 'refused') this.refusedFile.append(row, answer.violations);
    const { outcome } = answer;
    this.#state = {
      ...this.#state,
      next: row.index + 1,
      [outcome]: this.#state[outcome] + 1,
      refusedBytes: this.refusedFile.bytes,
    };
    if (performance.now() - this.#savedAt > SAVE_MS) this.save();
  }

  save(): void {
    if (this.#state.next > 0) writeCheckpoint(this.#path, this.#state);
    this.#savedAt = performance.now();
  }

  /** All is done: there is nothing to continue. */
  finish(): void {
    removeCheckpoint(this.#path);
  }
}
