/** Solves A x = b for a symmetric positive definite A of n x n (row by row), by Cholesky's factors; A is left alone. */
export function solveSymmetric(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const x = Float64Array.from(b);
  substitute(factor(a, n), x, n);
  return x;
}

/** The lower factor L of A = LL'. */
export function factor(a: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * n + j]!;
      const [ri, rj] = [i * n, j * n];
      for (let k = 0; k < j; k += 1) sum -= lower[ri + k]! * lower[rj + k]!;
      // Rounding may leave nothing, or less, on the diagonal of a nearly singular matrix.
      lower[ri + j] = i === j ? Math.sqrt(Math.max(sum, 1e-10 * (1 + Math.abs(a[ri + i]!)))) : sum / lower[rj + j]!;
    }
  }
  return lower;
}

/** Solves LL'x = b in place, for the n numbers of `x` from `from` on. */
export function substitute(lower: Float64Array, x: Float64Array, n: number, from = 0): void {
  for (let i = 0; i < n; i += 1) {
    let sum = x[from + i]!;
    for (let k = 0; k < i; k += 1) sum -= lower[i * n + k]! * x[from + k]!;
    x[from + i] = sum / lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    const solved = x[from + i]! / lower[i * n + i]!;
    x[from + i] = solved;
    for (let k = 0; k < i; k += 1) x[from + k]! -= lower[i * n + k]! * solved;
  }
}
