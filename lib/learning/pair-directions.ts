import { directed } from './isotonic.ts';

const ROUNDS = 20;

/** One of the two characteristics of a pair. */
export interface Side {
  /** From each bin to the next: +1 the level may only rise, -1 only fall, 0 either. */
  steps: readonly number[];
  /** The characteristic's own log-odds by cell, divided by the number of pairs that it is in. */
  share: readonly number[];
}

/**
 * Changes a table so little that, whatever the other fact is, a characteristic's points still run in its direction. As
 * every pair uses no more than its share of the characteristic's own levels, so does the sum of all pairs.
 * @param people by cell of the table
 */
export function keepDirections(
  table: readonly (readonly number[])[],
  people: readonly (readonly number[])[],
  first: Side,
  second: Side,
): number[][] {
  let sum = table.map((line, i) => line.map((value, j) => value + first.share[i]! + second.share[j]!));
  for (let round = 0; round < ROUNDS; round += 1) {
    const columns = flip(sum).map((line, j) =>
      alongBins(
        line,
        people.map((row) => row[j]!),
        first.steps,
      ),
    );
    sum = flip(columns).map((line, i) => alongBins(line, people[i]!, second.steps));
  }
  raise(sum, first.steps, second.steps);
  return sum.map((line, i) => line.map((value, j) => value - first.share[i]! - second.share[j]!));
}

function flip(table: readonly (readonly number[])[]): number[][] {
  return table[0]!.map((_, j) => table.map((line) => line[j]!));
}

function alongBins(line: readonly number[], weights: readonly number[], steps: readonly number[]): number[] {
  const n = steps.length + 1;
  return [...directed(line.slice(0, n), weights.slice(0, n), steps), ...line.slice(n)];
}

/** Projecting by turns ends near both directions; raising what is still too low, by a little, ends exactly there. */
function raise(sum: number[][], down: readonly number[], across: readonly number[]): void {
  let changed = true;
  const order = (low: [number, number], high: [number, number]) => {
    const least = sum[low[0]]![low[1]]!;
    if (sum[high[0]]![high[1]]! >= least) return;
    sum[high[0]]![high[1]] = least;
    changed = true;
  };
  while (changed) {
    changed = false;
    for (let i = 0; i < sum.length; i += 1)
      for (let j = 0; j < sum[i]!.length; j += 1) {
        if (down[i] === 1) order([i, j], [i + 1, j]);
        if (down[i] === -1) order([i + 1, j], [i, j]);
        if (across[j] === 1) order([i, j], [i, j + 1]);
        if (across[j] === -1) order([i, j + 1], [i, j]);
      }
  }
}
