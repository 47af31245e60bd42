/** The different values of a column, ascending, with how often each comes. Missing cells are left out. */
export interface Distinct {
  values: Float64Array;
  counts: Float64Array;
}

export function distinctOf(values: Float64Array): Distinct {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const kept = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let n = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (n === 0 || sorted[i] !== kept[n - 1]) {
      kept[n] = sorted[i]! + 0;
      n += 1;
    }
    counts[n - 1]! += 1;
  }
  return { values: kept.slice(0, n), counts: counts.slice(0, n) };
}

export function without({ values, counts }: Distinct, codes: readonly number[]): Distinct {
  const keep = (_: number, i: number) => !codes.includes(values[i]!);
  return { values: values.filter(keep), counts: counts.filter(keep) };
}
