import { closeSync, existsSync, ftruncateSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { Problem } from '../../local/problem.ts';
import { placeOf } from '../place-of.ts';
import type { Violation } from './convert.ts';
import { csvLine, REFUSED_COLUMNS, refusedLine } from './refused-cells.ts';
import type { Row } from './rows.ts';

/**
 * The rows that were refused, with the reason, in the order of the file. Made at the first refusal, readable by its
 * owner only: it holds personal data.
 */
export class RefusedFile {
  readonly path: string;
  readonly #header: readonly string[];
  #descriptor: number | undefined;
  #bytes: number;

  /** Keeps the first `bytes` of an earlier run, and replaces its file when they are 0. Throws a Problem. */
  constructor(path: string, header: readonly string[], bytes: number) {
    // Where a link leads: the file there goes, and comes again.
    this.path = bytes > 0 ? path : formerAt(path);
    this.#header = header;
    this.#bytes = bytes;
    if (bytes > 0) this.#reopen();
    else rmSync(this.path, { force: true });
  }

  get bytes(): number {
    return this.#bytes;
  }

  append({ row, cells }: Row, violations: readonly Violation[]): void {
    if (this.#descriptor === undefined) {
      this.#descriptor = openSync(this.path, 'wx', 0o600);
      this.#write(csvLine([...REFUSED_COLUMNS, ...this.#header]));
    }
    this.#write(refusedLine(row, cells, violations));
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** What was written after the checkpoint is cut off: those rows come again. */
  #reopen(): void {
    if (!existsSync(this.path) || statSync(this.path).size < this.#bytes) {
      throw new Problem(
        `${basename(this.path)} no longer holds what was refused before`,
        'begin anew with --restart, which is harmless',
      );
    }
    this.#descriptor = openSync(this.path, 'r+');
    ftruncateSync(this.#descriptor, this.#bytes);
  }

  #write(line: string): void {
    const bytes = Buffer.from(line);
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#descriptor!, bytes, written, bytes.length - written, this.#bytes + written);
    }
    this.#bytes += bytes.length;
  }
}

/**
 * Where refused rows may go: only what such a run wrote is ever replaced, whatever file was named. Throws a Problem where
 * something else is.
 */
export function formerAt(path: string): string {
  const place = placeOf(path);
  if (!existsSync(place)) return place;
  const ours = REFUSED_COLUMNS.join(',');
  const descriptor = openSync(place, 'r');
  const head = Buffer.alloc(ours.length);
  const length = readSync(descriptor, head);
  closeSync(descriptor);
  if (head.toString('utf8', 0, length) !== ours) {
    throw new Problem(`${path} exists and is no file of refused rows`, 'name another one with --refused FILE');
  }
  return place;
}
