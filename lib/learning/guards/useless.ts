import { distinctOf } from '../distinct.ts';
import type { CategoryColumn, Column, NumberColumn } from '../frame.ts';
import type { Finding } from './finding.ts';
import { wordsOf } from './words.ts';

const ID_WORDS = new Set(
  'id ids uuid guid key index idx serial rownum rownumber no nr number unnamed column'.split(' '),
);
/** Distinct numbers in fewer rows than this say nothing. */
const LEAST_ROWS = 50;

/** Constants and identifiers: there is nothing to learn from them, or nothing that holds for the next person. */
export function uselessness(column: Column): Finding | undefined {
  const found = column.kind === 'number' ? ofNumbers(column) : ofCategories(column);
  if (found === undefined) return undefined;
  const { kind, why } = found;
  return { column: column.name, kind, action: 'left-out', says: `${JSON.stringify(column.name)} ${why}: left out` };
}

type Why = Pick<Finding, 'kind'> & { why: string };

const EMPTY: Why = { kind: 'constant', why: 'is empty in every row' };
const CONSTANT: Why = { kind: 'constant', why: 'is the same in every row' };
const IDENTIFIER: Why = { kind: 'identifier', why: 'tells the rows apart and says nothing of people' };

function ofNumbers(column: NumberColumn): Why | undefined {
  const { present, low, high, whole } = extent(column.values);
  if (present === 0) return EMPTY;
  if (low === high) return present === column.values.length ? CONSTANT : undefined;
  const mayBe = whole && present >= LEAST_ROWS && isWithoutChance(present, high - low + 1, column.name);
  return mayBe && distinctOf(column.values).values.length === present ? IDENTIFIER : undefined;
}

/**
 * Could whole numbers that never repeat have been drawn? Of n numbers drawn from a range of R, none repeats with a chance
 * of about exp(-n^2 / 2R) (the birthday problem): under one in a million, nobody drew them. In a wider range the name must
 * say so.
 */
function isWithoutChance(n: number, range: number, name: string): boolean {
  if (range < n) return false;
  return (n * n) / (2 * range) > Math.log(1e6) || wordsOf(name).some((word) => ID_WORDS.has(word));
}

function extent(values: Float64Array) {
  const found = { present: 0, low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, whole: true };
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    found.present += 1;
    found.whole &&= Number.isInteger(value);
    found.low = Math.min(found.low, value);
    found.high = Math.max(found.high, value);
  }
  return found;
}

/** Texts that hardly repeat tell the rows apart. */
function ofCategories({ codes, labels }: CategoryColumn): Why | undefined {
  const present = codes.reduce((sum, code) => sum + (code < 0 ? 0 : 1), 0);
  if (present === 0) return EMPTY;
  if (labels.length === 1) return present === codes.length ? CONSTANT : undefined;
  return present >= LEAST_ROWS && labels.length > 0.9 * present ? IDENTIFIER : undefined;
}
