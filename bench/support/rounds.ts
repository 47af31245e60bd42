import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Something to be measured; `run` does `units` units of work. */
export interface Contender {
  name: string;
  units: number;
  run(): unknown;
}

export interface Effort {
  rounds: number;
  /** CPU milliseconds per contender and round. */
  sliceMs: number;
}

/**
 * Units per CPU second, one number per round, by contender. The contenders take turns, each round begins with another
 * one, and the young heap is clean before each slice, so that none pays for what another left (a full collection would
 * throw away hidden classes and with them optimised code). CPU time is the whole process's: a peer's threads count.
 */
export async function ratesOf(contenders: readonly Contender[], effort: Effort): Promise<Map<string, number[]>> {
  const repeats = new Map<Contender, number>();
  for (const contender of contenders) repeats.set(contender, await calibrate(contender, effort.sliceMs));
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < effort.rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const contender = contenders[(round + turn) % contenders.length] as Contender;
      const times = repeats.get(contender) ?? 1;
      collectGarbage({ type: 'minor' });
      const micros = await cpuMicros(contender, times);
      rates.get(contender.name)?.push((contender.units * times * 1e6) / micros);
    }
  }
  return rates;
}

/** Warms a contender up, and finds how often it runs in a slice. */
async function calibrate(contender: Contender, sliceMs: number): Promise<number> {
  let times = 1;
  for (;;) {
    const micros = await cpuMicros(contender, times);
    if (micros >= sliceMs * 500) return Math.max(1, Math.round((times * sliceMs * 1000) / micros));
    times *= 2;
  }
}

async function cpuMicros({ run }: Contender, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (options: { type: 'minor' }) => void;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The median of the ratios of each round. */
export function medianRatio(rates: ReadonlyMap<string, number[]>, ours: string, peer: string): number {
  const theirs = rates.get(peer) ?? [];
  return median((rates.get(ours) ?? []).map((rate, round) => rate / (theirs[round] ?? Number.NaN)));
}
