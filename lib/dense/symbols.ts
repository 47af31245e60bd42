/**
 * Numbers as text: 91 symbols of one byte each that JSON leaves as they are, so that an item's string is as dense as
 * bytes nearly, and is read straight out of the page that JSON.parse has cut up.
 */
export const BASE = 91;
const FIRST = 0x23;
const BACKSLASH = 0x5c;

const SYMBOLS = Array.from({ length: BASE }, (_, i) =>
  String.fromCharCode(FIRST + i + (FIRST + i < BACKSLASH ? 0 : 1)),
);
const VALUES = new Uint8Array(128);
SYMBOLS.forEach((symbol, i) => {
  VALUES[symbol.charCodeAt(0)] = i;
});

/** The first symbol of a value says what it is: up to 60 the number itself. */
const TWO = 60;
const FOUR = 83;
const SIX = 84;
const NUMBER_TEXT = 85;
const TEXT = 86;
const TRUE = 87;
const FALSE = 88;
const NOTHING = 89;
/** In a column: the value before comes so many times more. */
const REPEAT = 90;
const FEWEST_REPEATS = 3;

const END_OF_TWO = TWO + (FOUR - TWO) * BASE;

type Value = number | string | boolean | null;

/** A number below BASE to the power of `width`. */
export function fixed(value: number, width: number): string {
  return width === 1
    ? (SYMBOLS[value] as string)
    : fixed(Math.floor(value / BASE), width - 1) + (SYMBOLS[value % BASE] as string);
}

export function written(value: Value): string {
  if (value === null) return fixed(NOTHING, 1);
  if (value === true) return fixed(TRUE, 1);
  if (value === false) return fixed(FALSE, 1);
  if (typeof value === 'string') return fixed(TEXT, 1) + writtenText(value);
  if (!Number.isInteger(value) || value < 0 || value >= BASE ** 5)
    return fixed(NUMBER_TEXT, 1) + writtenText(JSON.stringify(value));
  if (value < TWO) return fixed(value, 1);
  if (value < END_OF_TWO) return fixed(TWO * BASE + value - TWO, 2);
  return value < BASE ** 3 ? fixed(FOUR, 1) + fixed(value, 3) : fixed(SIX, 1) + fixed(value, 5);
}

/** Length, then the text as it is. */
export function writtenText(text: string): string {
  return written(text.length) + text;
}

/** Small whole numbers of either sign. */
export function signed(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** The inverse of `signed`. */
export function unsigned(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Values in a row, of which equal ones are counted. */
export function column(values: readonly Value[]): string {
  let out = '';
  for (let i = 0; i < values.length; ) {
    let end = i + 1;
    while (end < values.length && values[end] === values[i]) end += 1;
    const value = written(values[i] as Value);
    const repeats = end - i - 1;
    out += repeats < FEWEST_REPEATS ? value.repeat(repeats + 1) : value + fixed(REPEAT, 1) + written(repeats);
    i = end;
  }
  return out;
}

/** Whole numbers of either sign, all as wide as the furthest from 0 needs it: for those of which hardly two are alike. */
export function table(values: readonly number[]): string {
  let width = 1;
  for (const value of values) while (signed(value) >= BASE ** width) width += 1;
  return written(width) + values.map((value) => fixed(signed(value), width)).join('');
}

/** Reads what is written by the above, in its order. It checks nothing: whole text is what `sealed` vouches for. */
export class Reader {
  private readonly text: string;
  private at: number;

  constructor(text: string, from: number) {
    this.text = text;
    this.at = from;
  }

  symbol(): number {
    const value = VALUES[this.text.charCodeAt(this.at)] as number;
    this.at += 1;
    return value;
  }

  fixed(width: number): number {
    let value = 0;
    for (let i = 0; i < width; i += 1) value = value * BASE + this.symbol();
    return value;
  }

  value(): Value {
    const first = this.symbol();
    return first < TWO ? first : this.longer(first);
  }

  private longer(first: number): Value {
    if (first < FOUR) return TWO + (first - TWO) * BASE + this.symbol();
    switch (first) {
      case FOUR:
        return this.fixed(3);
      case SIX:
        return this.fixed(5);
      case NUMBER_TEXT:
        return Number(this.textOf());
      case TEXT:
        return this.textOf();
      case NOTHING:
        return null;
      default:
        return first === TRUE;
    }
  }

  number(): number {
    return this.value() as number;
  }

  textOf(): string {
    const length = this.number();
    this.at += length;
    return this.text.slice(this.at - length, this.at);
  }

  skipText(): void {
    const length = this.number();
    this.at += length;
  }

  /** So many values of a column. */
  column<T extends Value>(length: number): T[] {
    const values: T[] = new Array(length);
    for (let i = 0; i < length; ) {
      const first = this.symbol();
      if (first === REPEAT) {
        const end = Math.min(length, i + this.number());
        for (const value = values[i - 1] as T; i < end; i += 1) values[i] = value;
      } else {
        values[i] = (first < TWO ? first : this.longer(first)) as T;
        i += 1;
      }
    }
    return values;
  }

  /** So many values of a table. */
  table(length: number): number[] {
    const width = this.number();
    const values: number[] = new Array(length);
    for (let i = 0; i < length; i += 1) values[i] = unsigned(this.fixed(width));
    return values;
  }

  isAtEnd(): boolean {
    return this.at === this.text.length;
  }
}
