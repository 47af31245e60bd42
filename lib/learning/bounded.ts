import { solveSymmetric } from './cholesky.ts';

/**
 * Minimises x'Hx/2 - b'x where x[i] >= 0 for each bounded i, H symmetric positive definite. Block principal pivoting
 * (Portugal, Judice and Vicente, 1994): all variables on the wrong side change sides at once; when that no longer helps,
 * only the last one does, which always ends.
 */
export function solveBounded(h: Float64Array, b: Float64Array, bounded: Uint8Array): Float64Array {
  const n = b.length;
  const free = new Uint8Array(n).fill(1);
  let fewest = n + 1;
  let tries = 3;
  let x: Float64Array = new Float64Array(n);
  for (let round = 0; round < 20 * n + 20; round += 1) {
    x = solveFree(h, b, free);
    const wrong = wrongSide(h, b, bounded, free, x);
    if (wrong.length === 0) break;
    if (wrong.length < fewest) {
      fewest = wrong.length;
      tries = 3;
    } else tries -= 1;
    const changing = tries >= 0 ? wrong : wrong.slice(-1);
    for (const i of changing) free[i] = free[i] === 1 ? 0 : 1;
  }
  for (let i = 0; i < n; i += 1) if (bounded[i] === 1 && x[i]! < 0) x[i] = 0;
  return x;
}

/** The free variables' solution, the others held at 0. */
function solveFree(h: Float64Array, b: Float64Array, free: Uint8Array): Float64Array {
  const n = b.length;
  const places = Int32Array.from(Array.from(free.keys()).filter((i) => free[i] === 1));
  const m = places.length;
  const a = new Float64Array(m * m);
  const c = new Float64Array(m);
  for (let i = 0; i < m; i += 1) {
    const row = places[i]! * n;
    c[i] = b[places[i]!]!;
    for (let j = 0; j < m; j += 1) a[i * m + j] = h[row + places[j]!]!;
  }
  const solved = solveSymmetric(a, c, m);
  const x = new Float64Array(n);
  for (let i = 0; i < m; i += 1) x[places[i]!] = solved[i]!;
  return x;
}

/** Free variables below 0, and held ones that would gain by rising. */
function wrongSide(h: Float64Array, b: Float64Array, bounded: Uint8Array, free: Uint8Array, x: Float64Array): number[] {
  const n = b.length;
  const wrong: number[] = [];
  for (let i = 0; i < n; i += 1) {
    if (bounded[i] === 0) continue;
    if (free[i] === 1) {
      if (x[i]! < -1e-10) wrong.push(i);
      continue;
    }
    let slope = -b[i]!;
    for (let j = 0; j < n; j += 1) slope += h[i * n + j]! * x[j]!;
    if (slope < -1e-7 * (1 + Math.abs(b[i]!))) wrong.push(i);
  }
  return wrong;
}
