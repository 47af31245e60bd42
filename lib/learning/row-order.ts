import { type Frame, take } from './frame.ts';

/** Rows in an order that their content alone decides, and the fold of each. */
export interface OrderedRows {
  frame: Frame;
  /** 0 ... folds - 1, dealt out in that order. */
  fold: Uint8Array;
}

/**
 * Puts the rows in the order of a hash of their content. So the same rows in any order give the same sums to the last
 * bit, the same folds, and the same card. `seed` varies the folds.
 */
export function inOrder(frame: Frame, folds: number, seed: number): OrderedRows {
  const { rows } = frame;
  const hashes = contentHashes(frame, seed);
  // The hash's upper bits and the row's place share the 53 bits that a number holds exactly; sorting numbers is fast.
  const room = Math.floor(2 ** 53 / Math.max(1, rows) / 2 ** 21);
  const keys = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    const hash = (hashes.high[i]! % room) * 2 ** 21 + (hashes.low[i]! >>> 11);
    keys[i] = hash * rows + i;
  }
  keys.sort();
  const order = Uint32Array.from(keys, (key) => key % rows);
  const fold = Uint8Array.from(order, (_, i) => i % folds);
  return { frame: take(frame, order), fold };
}

/**
 * Each of several equal rows has a hash of its own. Were equal rows dealt out one by one, every fold would look like the
 * others, and a cross-validation would take chance for knowledge.
 */
function contentHashes(frame: Frame, seed: number): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(frame.rows).fill(0x9e3779b9 ^ seed);
  const low = new Uint32Array(frame.rows).fill(0x85ebca6b + seed);
  for (const column of frame.columns) {
    const words = column.kind === 'number' ? wordsOf(column.values) : column.codes;
    mixIn(high, low, words, words.length / Math.max(1, frame.rows));
  }
  mixIn(high, low, frame.bad, 1);
  if (frame.weights !== undefined) mixIn(high, low, wordsOf(frame.weights), 2);
  const seen = new Map<number, number>();
  for (let i = 0; i < frame.rows; i += 1) {
    const key = (high[i]! >>> 5) * 2 ** 26 + (low[i]! >>> 6);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    high[i] = finish(high[i]! ^ Math.imul(before, 0x9e3779b1));
    low[i] = finish(low[i]! ^ high[i]!);
  }
  return { high, low };
}

function mixIn(high: Uint32Array, low: Uint32Array, words: ArrayLike<number>, perRow: number): void {
  for (let i = 0; i < high.length; i += 1)
    for (let w = i * perRow; w < (i + 1) * perRow; w += 1) {
      high[i] = finish(Math.imul(high[i]!, 31) ^ words[w]!);
      low[i] = Math.imul(low[i]! ^ words[w]!, 0xcc9e2d51) + 0x52dce729;
    }
}

/** The two halves of each number; every NaN and both zeros look alike. */
function wordsOf(values: Float64Array): Int32Array {
  return new Int32Array(
    Float64Array.from(values, (value) => (value === 0 ? 0 : Number.isNaN(value) ? Number.NaN : value)).buffer,
  );
}

/** Murmur3's finaliser: every bit of the input moves every bit of the output. */
function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
