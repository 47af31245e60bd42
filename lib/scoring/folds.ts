import type { Fold } from '../schemas/scorecard.ts';

/**
 * One number out of the months of a window; undefined = too little was reported to say. Always an integer, but for
 * `worst` and `min`, which are reported values.
 * @param values newest month first, NaN = nothing reported
 * @param length how many of them lie in the window
 */
export function fold(
  kind: Fold,
  values: readonly number[],
  length: number,
  combine: 'worst' | 'sum',
): number | undefined {
  switch (kind) {
    case 'count':
      return countReported(values, length);
    case 'streak':
      return streak(values, length);
    case 'worst':
      return extreme(values, length, 1);
    case 'min':
      return extreme(values, length, -1);
    case 'onTimeShare':
      return onTimeShare(values, length);
    case 'trend':
      return trend(values, length, combine);
    case 'mean':
      return rounded(meanOf(values, 0, length));
    case 'variation':
      return variation(values, length);
  }
}

/** Distinct months reported; a window without any says nothing. */
function countReported(values: readonly number[], length: number): number | undefined {
  let reported = 0;
  for (let i = 0; i < length; i += 1) if (isReported(values[i])) reported += 1;
  return reported === 0 ? undefined : reported;
}

/** Consecutive months paid as agreed (0), back from the newest reported one; a gap ends it. */
function streak(values: readonly number[], length: number): number | undefined {
  let start = 0;
  while (start < length && !isReported(values[start])) start += 1;
  if (start >= length) return undefined;
  let end = start;
  while (end < length && values[end] === 0) end += 1;
  return end - start;
}

function extreme(values: readonly number[], length: number, sign: 1 | -1): number | undefined {
  let found: number | undefined;
  for (let i = 0; i < length; i += 1) {
    const value = values[i] as number;
    if (isReported(value) && (found === undefined || sign * (value - found) > 0)) found = value;
  }
  return found;
}

/** Percent of the reported months paid as agreed. */
function onTimeShare(values: readonly number[], length: number): number | undefined {
  let onTime = 0;
  let reported = 0;
  for (let i = 0; i < length; i += 1) {
    if (!isReported(values[i])) continue;
    reported += 1;
    if (values[i] === 0) onTime += 1;
  }
  return reported === 0 ? undefined : Math.round((100 * onTime) / reported);
}

/** The newest three reported months against those before, from six on: percent of change, or hundredths of a status. */
function trend(values: readonly number[], length: number, combine: 'worst' | 'sum'): number | undefined {
  if ((countReported(values, length) ?? 0) < 6) return undefined;
  let split = 0;
  for (let seen = 0; seen < 3; split += 1) if (isReported(values[split])) seen += 1;
  const recent = meanOf(values, 0, split) as number;
  const before = meanOf(values, split, length) as number;
  if (combine === 'worst') return Math.round(100 * (recent - before));
  return before === 0 ? undefined : Math.round((100 * (recent - before)) / Math.abs(before));
}

/** Coefficient of variation in percent of the mean, from three months on. */
function variation(values: readonly number[], length: number): number | undefined {
  const reported = countReported(values, length) ?? 0;
  const mean = meanOf(values, 0, length);
  if (reported < 3 || mean === undefined || mean <= 0) return undefined;
  let squares = 0;
  for (let i = 0; i < length; i += 1) {
    const value = values[i] as number;
    if (isReported(value)) squares += (value - mean) * (value - mean);
  }
  return Math.round((100 * Math.sqrt(squares / reported)) / mean);
}

function meanOf(values: readonly number[], from: number, to: number): number | undefined {
  let sum = 0;
  let reported = 0;
  for (let i = from; i < to; i += 1) {
    const value = values[i] as number;
    if (!isReported(value)) continue;
    sum += value;
    reported += 1;
  }
  return reported === 0 ? undefined : sum / reported;
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}

/** NaN is the only number that is not itself. */
function isReported(value: number | undefined): boolean {
  // biome-ignore lint/suspicious/noSelfCompare: much faster than a call
  return value === value && value !== undefined;
}
