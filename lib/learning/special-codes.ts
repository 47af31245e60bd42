import type { Distinct } from './distinct.ts';

/** More codes than this, and they are no codes. */
const MOST_CODES = 5;
/** A code is said often; a lone outlier is a value. */
const LEAST_SAID = 5;

/**
 * Numbers that are no quantities, such as -999, or 96 and 98 among counts up to 13: whole numbers at one end of the
 * column that stand apart from all others and come more than a few times.
 */
export function specialCodes(distinct: Distinct): number[] {
  return [...codesBelow(distinct), ...codesAbove(distinct)].sort((a, b) => a - b);
}

/** The largest group at the lower end that stands apart: negative whole numbers under a column of other values. */
function codesBelow({ values, counts }: Distinct): number[] {
  for (let n = Math.min(MOST_CODES, values.length - 2); n >= 1; n -= 1) {
    const codes = [...values.subarray(0, n)];
    const body = values.subarray(n);
    const gap = body[0]! - codes.at(-1)!;
    const range = body.at(-1)! - body[0]!;
    if (!codes.every((code) => Number.isInteger(code) && code < 0) || said(counts.subarray(0, n)) < LEAST_SAID)
      continue;
    // Under quantities that are never negative a few negative numbers are codes; but -2, -1 just below 0, 1, 2, 3 may
    // be more steps of one scale.
    const apart = body.length > 20 ? gap >= 1 || n <= 2 : gap > 2 * largestStep(body) && gap >= 3;
    if (body[0]! >= 0 && apart) return codes;
    if (gap > range && codes.every(looksLikeCode)) return codes;
  }
  return [];
}

/** The same at the upper end: 9, 99, 98, 9999 and their like, further from the rest than the rest is wide. */
function codesAbove({ values, counts }: Distinct): number[] {
  for (let n = Math.min(MOST_CODES, values.length - 2); n >= 1; n -= 1) {
    const first = values.length - n;
    const codes = [...values.subarray(first)];
    const body = values.subarray(0, first);
    const gap = codes[0]! - body.at(-1)!;
    const range = body.at(-1)! - body[0]!;
    if (said(counts.subarray(first)) < LEAST_SAID || codes[0]! < 9) continue;
    if (codes.every(looksLikeCode) && gap > range) return codes;
  }
  return [];
}

/** 96 ... 99, 996 ... 999, 77, 88, 888 and so on, with either sign. */
function looksLikeCode(value: number): boolean {
  return Number.isInteger(value) && /^(9+|9+[0-8]|7{2,}|8{2,})$/.test(String(Math.abs(value)));
}

function said(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function largestStep(values: Float64Array): number {
  let largest = 0;
  for (let i = 1; i < values.length; i += 1) largest = Math.max(largest, values[i]! - values[i - 1]!);
  return largest;
}
