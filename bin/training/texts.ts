/** Texts that mean 'not known' wherever they stand alone. */
const MISSING = ['NA', 'N/A', '#N/A', 'NaN', 'nan', 'null', 'NULL', '?'];
/** Texts that mean it among numbers; as a category, 'none' may well be an answer. */
const MISSING_AMONG_NUMBERS = ['None', 'none', 'na', 'n/a', 'Null', '.', '-', '--', '#DIV/0!', '#VALUE!'];

export type Meaning = 'missing' | 'missing-among-numbers' | 'number' | 'text';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What texts mean in a column. Given texts replace the usual ones; an empty cell is always missing. */
export function meanings(given: readonly string[] | undefined): (text: string) => Meaning {
  const missing = new Set(['', ...(given ?? MISSING)]);
  const amongNumbers = new Set(given === undefined ? MISSING_AMONG_NUMBERS : []);
  return (text) => {
    if (NUMBER.test(text) && !missing.has(text)) return Number.isFinite(Number(text)) ? 'number' : 'text';
    if (missing.has(text)) return 'missing';
    return amongNumbers.has(text) ? 'missing-among-numbers' : 'text';
  };
}

/** `01` and `007` are names that happen to be digits. */
export function hasLeadingZero(text: string): boolean {
  return /^[+-]?0\d/.test(text);
}

const NEARLY: readonly [pattern: RegExp, what: string][] = [
  [/^[+-]?\d+,\d+$/, 'a decimal comma'],
  [/^[+-]?\d{1,3}([., ' ]\d{3})+([.,]\d+)?$/, 'digit groups'],
  [/^[+-]?[\d.,]*\d ?%$/, 'a percent sign'],
  [/^[+-]?[$€£¥₹] ?[+-]?[\d.,]*\d$|^[+-]?[\d.,]*\d ?[$€£¥₹]$/, 'a sign of currency'],
];

/** What keeps a text from being a number, when it is nearly one. */
export function nearlyNumber(text: string): string | undefined {
  return NEARLY.find(([pattern]) => pattern.test(text))?.[1];
}

/** Without the white space around it; most cells have none. */
export function trimmed(text: string): string {
  const last = text.length - 1;
  return last >= 0 && (text.charCodeAt(0) <= 32 || text.charCodeAt(last) <= 32 || text.charCodeAt(0) >= 128)
    ? text.trim()
    : text;
}

/** A text with memory of its own: one that was cut out of a block would keep the whole block alive. */
export function owned(text: string): string {
  return Buffer.from(text).toString();
}
