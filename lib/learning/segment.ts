/** How the level may run over the bins: up is better. */
export type Direction = 'ascending' | 'descending' | 'peak' | 'valley' | 'none';

/** A row of pre-bins to be joined into bins. A segment (i, j) holds the pre-bins i ... j - 1. */
export interface Row {
  length: number;
  /** What a segment is worth. */
  value(i: number, j: number): number;
  /** The level that must follow the direction, such as WOE. */
  level(i: number, j: number): number;
  /** What each segment must earn. */
  cost: number;
  /** Whether a segment is large enough to be a bin. */
  allowed(i: number, j: number): boolean;
}

/** `ends` are the segments' ends, ascending; the last is the row's length. */
export interface Segmentation {
  ends: number[];
  value: number;
}

/** +1 the level rises, -1 it falls, 0 it may do either; a peak rises first and then falls. */
const PHASES: Record<Direction, readonly number[]> = {
  ascending: [1],
  descending: [-1],
  peak: [1, -1],
  valley: [-1, 1],
  none: [0],
};

/**
 * The best segmentation, exactly: the greatest sum of values less the cost of each segment, with at most `most` segments whose
 * levels run in the direction. Dynamic programming over (phase, number of segments, last segment); undefined when none is
 * allowed.
 */
export function segment(row: Row, most: number, direction: Direction): Segmentation | undefined {
  return new Search(row, most, PHASES[direction]).best();
}

class Search {
  private readonly n: number;
  private readonly width: number;
  private readonly value: Float64Array;
  private readonly level: Float64Array;
  /** Best sum whose last segment is (i, j), by (phase, count, i, j); and the one before, as phase * width + i. */
  private readonly sums: Float64Array[] = [];
  private readonly before: Int32Array[] = [];
  private readonly phases: readonly number[];
  private readonly most: number;

  constructor(row: Row, most: number, phases: readonly number[]) {
    this.n = row.length;
    this.width = this.n + 1;
    this.phases = phases;
    this.most = Math.min(most, this.n);
    this.value = new Float64Array(this.width * this.width).fill(Number.NEGATIVE_INFINITY);
    this.level = new Float64Array(this.width * this.width);
    for (let i = 0; i < this.n; i += 1)
      for (let j = i + 1; j <= this.n; j += 1) {
        if (!row.allowed(i, j)) continue;
        this.value[i * this.width + j] = row.value(i, j) - row.cost;
        this.level[i * this.width + j] = row.level(i, j);
      }
  }

  best(): Segmentation | undefined {
    const orders = this.orders();
    for (let count = 1; count <= this.most; count += 1) this.grow(count, orders);
    let found = { sum: Number.NEGATIVE_INFINITY, at: -1, i: -1 };
    for (let at = 0; at < this.sums.length; at += 1)
      for (let i = 0; i < this.n; i += 1) {
        const sum = this.sums[at]![i * this.width + this.n]!;
        if (sum > found.sum) found = { sum, at, i };
      }
    return found.at < 0 ? undefined : { ends: this.trace(found.at, found.i), value: found.sum };
  }

  /** Segments that end at m and that begin at m, each sorted by level: one merge then finds every best predecessor. */
  private orders(): { ending: Int32Array; beginning: Int32Array }[] {
    const { n, width, value, level } = this;
    const all = Array.from({ length: width }, (_, m) => m);
    return all.map((m) => {
      const ending = all.slice(0, m).filter((i) => value[i * width + m]! > Number.NEGATIVE_INFINITY);
      const beginning = all.slice(m + 1, n + 1).filter((j) => value[m * width + j]! > Number.NEGATIVE_INFINITY);
      ending.sort((a, b) => level[a * width + m]! - level[b * width + m]! || a - b);
      beginning.sort((a, b) => level[m * width + a]! - level[m * width + b]! || a - b);
      return { ending: Int32Array.from(ending), beginning: Int32Array.from(beginning) };
    });
  }

  private grow(count: number, orders: { ending: Int32Array; beginning: Int32Array }[]): void {
    for (let phase = 0; phase < this.phases.length; phase += 1) {
      const sums = new Float64Array(this.width * this.width).fill(Number.NEGATIVE_INFINITY);
      const before = new Int32Array(this.width * this.width).fill(-1);
      this.sums.push(sums);
      this.before.push(before);
      if (count === 1) {
        if (phase === 0) for (let j = 1; j <= this.n; j += 1) sums[j] = this.value[j]!;
        continue;
      }
      for (let from = Math.max(0, phase - 1); from <= phase; from += 1)
        for (let m = 1; m < this.n; m += 1) this.join(m, from, phase, count, orders[m]!);
    }
  }

  /** Extends the segmentations that end at m by one segment, by walking both sorted lists once. */
  private join(
    m: number,
    from: number,
    phase: number,
    count: number,
    { ending, beginning }: { ending: Int32Array; beginning: Int32Array },
  ): void {
    const { width, level, value } = this;
    const former = this.sums[this.at(from, count - 1)]!;
    const sums = this.sums[this.at(phase, count)]!;
    const before = this.before[this.at(phase, count)]!;
    const sign = this.phases[phase]!;
    let best = Number.NEGATIVE_INFINITY;
    let bestAt = -1;
    let e = 0;
    for (let b = 0; b < beginning.length; b += 1) {
      const j = sign < 0 ? beginning[beginning.length - 1 - b]! : beginning[b]!;
      const reached = sign * level[m * width + j]!;
      for (; e < ending.length; e += 1) {
        const i = sign < 0 ? ending[ending.length - 1 - e]! : ending[e]!;
        if (sign !== 0 && sign * level[i * width + m]! > reached) break;
        if (former[i * width + m]! > best) {
          best = former[i * width + m]!;
          bestAt = i;
        }
      }
      const sum = best + value[m * width + j]!;
      if (bestAt < 0 || sum <= sums[m * width + j]!) continue;
      sums[m * width + j] = sum;
      before[m * width + j] = from * width + bestAt;
    }
  }

  private at(phase: number, count: number): number {
    return (count - 1) * this.phases.length + phase;
  }

  private trace(start: number, first: number): number[] {
    const ends: number[] = [];
    let [at, i, j] = [start, first, this.n];
    for (;;) {
      ends.unshift(j);
      const before = this.before[at]![i * this.width + j]!;
      if (before < 0) return ends;
      const count = Math.floor(at / this.phases.length) + 1;
      at = this.at(Math.floor(before / this.width), count - 1);
      [i, j] = [before % this.width, i];
    }
  }
}
