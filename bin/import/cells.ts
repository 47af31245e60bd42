import type { FactColumn } from './mapping.ts';

/** The value that a cell states, or the rule that its text breaks. Nothing here repeats the text itself. */
export type CellReading = { value: string | number | boolean | null } | { rule: string; detail: string };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const FLAGS = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((text) => [text, true] as const),
  ...['false', 'f', 'no', 'n', '0'].map((text) => [text, false] as const),
]);

/** How the cells of one mapped column are read. A null value is missing. */
export function cellReader({ map, scale = 1, type }: FactColumn): (text: string) => CellReading {
  if (map !== undefined) {
    const values = new Map(Object.entries(map));
    return (text) => {
      const value = values.get(text);
      return value === undefined ? { rule: 'not-in-map', detail: 'The map of this fact has no such text.' } : { value };
    };
  }
  if (type === 'text') return (text) => ({ value: text });
  if (type === 'flag') return readFlag;
  if (type === 'date') return readDate;
  return (text) => (NUMBER.test(text) ? scaledNumber(text, scale) : readOther(text, type));
}

function readOther(text: string, type: 'number' | undefined): CellReading {
  return type === undefined ? { value: text } : { rule: 'not-a-number', detail: 'Must be a number such as -1234.5.' };
}

/** A product such as 1.1 * 100 is cut to the 15 digits that a double holds, so that it is 110. */
function scaledNumber(text: string, scale: number): CellReading {
  const number = scale === 1 ? Number(text) : Number((Number(text) * scale).toPrecision(15));
  return Number.isFinite(number)
    ? { value: number }
    : { rule: 'not-a-number', detail: 'Is larger than any number that can be kept.' };
}

function readFlag(text: string): CellReading {
  const value = FLAGS.get(text.toLowerCase());
  return value === undefined
    ? { rule: 'not-a-flag', detail: `Must be one of ${[...FLAGS.keys()].join(', ')}.` }
    : { value };
}

function readDate(text: string): CellReading {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? { value: text } : { rule: 'not-a-date', detail: 'Must be YYYY-MM-DD.' };
}
