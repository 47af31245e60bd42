import { Growing } from './growing.ts';
import type { ColumnSpec } from './spec.ts';
import { hasLeadingZero, type Meaning, meanings, nearlyNumber, owned } from './texts.ts';

/** More different texts than this are no categories (a data dictionary holds no more). */
export const MOST_CATEGORIES = 500;

/** A cell that stands out, and how many there are like it. */
export interface Stray {
  text: string;
  row: number;
  line: number;
  count: number;
}

/**
 * Takes the cells of one column as they come and keeps both readings, numbers and categories, until one falls away. A
 * cell that was seen before costs one look-up; a number that was not, one conversion.
 */
export class ColumnReader {
  readonly name: string;
  readonly spec: ColumnSpec;
  /** Texts for 'missing', where they were named. */
  readonly given: readonly string[] | undefined;
  readonly numbers: Growing<Float64Array>;
  /** Place among `texts` per cell, -1 = missing; undefined once there are too many texts. */
  codes: Growing<Int32Array> | undefined;
  readonly texts: string[] = [];
  /** Cells that hold a number, and cells that hold neither a number nor a text for 'missing'. */
  numeric = 0;
  missing = 0;
  strays: Stray | undefined;
  nearly: (Stray & { what: string }) | undefined;
  leadingZeros = false;
  /** How often each text for 'missing' came; '' is the empty cell. */
  readonly missingTexts = new Map<string, number>();
  readonly #meaning: (text: string) => Meaning;
  readonly #known = new Map<string, { code: number; number: number; meaning: Meaning }>();

  constructor(name: string, spec: ColumnSpec, missing: readonly string[] | undefined, rows: number) {
    this.name = name;
    this.spec = spec;
    this.given = spec.missing ?? missing;
    this.#meaning = meanings(this.given);
    this.numbers = new Growing(new Float64Array(), rows);
    this.codes = spec.type === 'number' ? undefined : new Growing(new Int32Array(), rows);
  }

  take(text: string, row: number, line: number): void {
    const known = this.#known.get(text) ?? this.#learn(text);
    const meaning = known?.meaning ?? this.#meaning(text);
    this.numbers.push(known?.number ?? numberOf(text, meaning));
    this.codes?.push(known?.code ?? -1);
    this.#count(text, meaning, row, line);
  }

  /** Undefined for what need not be remembered: one more number of many. */
  #learn(text: string) {
    const meaning = this.#meaning(text);
    if (meaning === 'missing') return this.#remember(text, -1, meaning);
    if (this.codes === undefined)
      return meaning === 'missing-among-numbers' ? this.#remember(text, -1, meaning) : undefined;
    if (meaning === 'number' && hasLeadingZero(text)) this.leadingZeros = true;
    if (this.texts.length === MOST_CATEGORIES) {
      this.codes = undefined;
      return undefined;
    }
    this.texts.push(owned(text));
    return this.#remember(text, this.texts.length - 1, meaning);
  }

  #remember(text: string, code: number, meaning: Meaning) {
    const entry = { code, number: numberOf(text, meaning), meaning };
    this.#known.set(owned(text), entry);
    return entry;
  }

  #count(text: string, meaning: Meaning, row: number, line: number): void {
    if (meaning === 'number') this.numeric += 1;
    else if (meaning === 'text') this.#countStray(text, row, line);
    else this.missing += 1;
    if (meaning === 'missing' || meaning === 'missing-among-numbers')
      this.missingTexts.set(text, (this.missingTexts.get(text) ?? 0) + 1);
  }

  #countStray(text: string, row: number, line: number): void {
    this.strays ??= { text: owned(text), row, line, count: 0 };
    this.strays.count += 1;
    // Looked at only until it is plain that these are words.
    if (this.strays.count > 1000 && this.nearly === undefined) return;
    const what = nearlyNumber(text);
    if (what === undefined) return;
    this.nearly ??= { text: owned(text), row, line, count: 0, what };
    this.nearly.count += 1;
  }
}

/** -0 becomes 0. */
function numberOf(text: string, meaning: Meaning): number {
  return meaning === 'number' ? Number(text) + 0 : Number.NaN;
}
