import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Scorecard } from '../../lib/scoring/model.ts';
import type { Score, Unscorable } from '../../lib/scoring/score.ts';
import { codeOf } from '../../lib/usecases/score-profile.ts';
import { csvLine } from '../import/refused-cells.ts';
import { placeOf } from '../place-of.ts';

const BUFFERED = 256 * 1024;

/** A file that is whole or not there: its lines go to `<path>.part`, which takes its name at the end. Owner only. */
export class OutputFile {
  readonly #path: string;
  readonly #descriptor: number;
  #text = '';
  #isOpen = true;

  /** Throws a Problem where something is that is no file. */
  constructor(path: string) {
    this.#path = placeOf(path);
    this.#descriptor = openSync(`${this.#path}.part`, 'w', 0o600);
  }

  write(line: string): void {
    this.#text += line;
    if (this.#text.length >= BUFFERED) this.#flush();
  }

  finish(): void {
    this.#flush();
    this.#close();
    renameSync(`${this.#path}.part`, this.#path);
  }

  abandon(): void {
    this.#close();
    rmSync(`${this.#path}.part`, { force: true });
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#descriptor);
    this.#isOpen = false;
  }

  #flush(): void {
    const bytes = Buffer.from(this.#text);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    this.#text = '';
  }
}

export interface Columns {
  /** The name of the column whose text goes with each row. */
  id: string | undefined;
  reasons: boolean;
}

export function headLine({ id, reasons }: Columns): string {
  return csvLine([
    'row',
    ...(id === undefined ? [] : [id]),
    'status',
    'score',
    'band',
    ...(reasons ? ['reasons'] : []),
  ]);
}

/** Makes the lines of a card's scores. Numbers and the card's own names need no quotes; the id may hold anything. */
export function lineWriter(card: Scorecard, { id, reasons }: Columns) {
  const tails = new Map(card.bands.map(({ name }) => [name, csvLine([name]).trimEnd()]));
  const codes = card.dimensionOf.map((_, index) => codeOf(card, index));
  return (row: number, idText: string, result: Score | Unscorable): string => {
    const head = id === undefined ? `${row}` : `${row},${csvLine([idText]).slice(0, -1)}`;
    const scored = result.status === 'scored';
    const body = scored ? `scored,${result.score},${tails.get(result.band)}` : 'unscorable,,';
    if (!reasons) return `${head},${body}\n`;
    return `${head},${body},${scored ? result.reasons.map(({ index }) => codes[index]).join(' ') : ''}\n`;
  };
}
