import { rmSync } from 'node:fs';
import type { Violation } from '../import/convert.ts';
import { csvLine, REFUSED_COLUMNS, refusedLine } from '../import/refused-cells.ts';
import { formerAt } from '../import/refused-file.ts';
import { OutputFile } from './output.ts';

/** The rows that were refused, with the reason: with the scores or not at all, and a former file stays until then. */
export class RefusedRows {
  readonly #place: string;
  readonly #header: readonly string[];
  #file: OutputFile | undefined;

  /** Throws a Problem where something is that is no such file. */
  constructor(path: string, header: readonly string[]) {
    this.#place = formerAt(path);
    this.#header = header;
  }

  append(row: number, cells: readonly string[], violations: readonly Violation[]): void {
    if (this.#file === undefined) {
      this.#file = new OutputFile(this.#place);
      this.#file.write(csvLine([...REFUSED_COLUMNS, ...this.#header]));
    }
    this.#file.write(refusedLine(row, cells, violations));
  }

  /** Nothing refused: what a former run refused is no longer true of these scores. */
  finish(): void {
    if (this.#file === undefined) rmSync(this.#place, { force: true });
    else this.#file.finish();
  }

  abandon(): void {
    this.#file?.abandon();
  }
}
