import type { Fold } from '../../lib/schemas/scorecard.ts';

/** Newest month first, undefined = nothing reported. */
export type Month = number | undefined;

/** The folds, written for reading and not for speed. */
export function plainly(kind: Fold, months: readonly Month[], combine: 'worst' | 'sum'): number | undefined {
  const reported = months.filter((value) => value !== undefined);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  if (reported.length === 0) return undefined;
  if (kind === 'count') return reported.length;
  if (kind === 'worst') return Math.max(...reported);
  if (kind === 'min') return Math.min(...reported);
  if (kind === 'mean') return Math.round(mean(reported));
  if (kind === 'onTimeShare')
    return Math.round((100 * reported.filter((value) => value === 0).length) / reported.length);
  if (kind === 'streak') {
    const fromNewest = months.slice(months.findIndex((value) => value !== undefined));
    const end = fromNewest.findIndex((value) => value !== 0);
    return end < 0 ? fromNewest.length : end;
  }
  if (kind === 'trend') {
    const [recent, before] = [mean(reported.slice(0, 3)), mean(reported.slice(3))];
    if (reported.length < 6) return undefined;
    if (combine === 'worst') return Math.round(100 * (recent - before));
    return before === 0 ? undefined : Math.round((100 * (recent - before)) / Math.abs(before));
  }
  const middle = mean(reported);
  if (reported.length < 3 || middle <= 0) return undefined;
  return Math.round((100 * Math.sqrt(mean(reported.map((value) => (value - middle) ** 2)))) / middle);
}
