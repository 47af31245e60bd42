/**
 * The rising numbers nearest to the given ones by weighted least squares (pool adjacent violators; Ayer et al., 1955).
 * Numbers of no weight follow their neighbours.
 */
export function rising(values: readonly number[], weights: readonly number[]): number[] {
  const pools: { sum: number; weight: number; length: number }[] = [];
  values.forEach((value, i) => {
    const weight = Math.max(weights[i]!, 1e-9);
    let pool = { sum: value * weight, weight, length: 1 };
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, weight: last.weight + pool.weight, length: last.length + pool.length };
    }
    pools.push(pool);
  });
  return pools.flatMap(({ sum, weight, length }) => new Array<number>(length).fill(sum / weight));
}

/** The same where each step has its own direction: +1 up, -1 down, 0 free. */
export function directed(values: readonly number[], weights: readonly number[], steps: readonly number[]): number[] {
  const result: number[] = [];
  for (let from = 0; from < values.length; ) {
    const sign = steps[from] ?? 0;
    let to = from + 1;
    while (sign !== 0 && to < values.length && steps[to - 1] === sign) to += 1;
    const part = values.slice(from, to).map((value) => (sign < 0 ? -value : value));
    const kept = sign === 0 ? part : rising(part, weights.slice(from, to));
    result.push(...kept.map((value) => (sign < 0 ? -value : value)));
    from = to;
  }
  return result;
}
