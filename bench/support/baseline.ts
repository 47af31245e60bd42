import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Figure, type Report, shown } from './report.ts';

/** The kept figures of a former run, committed: what later runs are compared with. */
interface Baseline {
  date: string;
  node: string;
  cpu: string;
  figures: Record<string, number>;
}

export function machine(): { date: string; node: string; cpu: string } {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
  };
}

export function readBaseline(bench: string): Baseline | undefined {
  const file = fileOf(bench);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline) : undefined;
}

export function writeBaseline({ bench, figures }: Report): void {
  const kept = Object.fromEntries(keptOf(figures).map(({ name, value }) => [name, Number(value.toPrecision(4))]));
  writeFileSync(fileOf(bench), `${JSON.stringify({ ...machine(), figures: kept }, undefined, 2)}\n`);
}

/** One line per kept figure: now, then, and the change. */
export function compared(figures: readonly Figure[], baseline: Baseline | undefined): string[] {
  if (baseline === undefined) return ['no baseline yet: --update writes one'];
  const head = `against the baseline of ${baseline.date} (${baseline.node}, ${baseline.cpu}):`;
  const lines = keptOf(figures).map(({ name, value }) => {
    const then = baseline.figures[name];
    if (then === undefined) return `  ${name}: not in the baseline`;
    const change = then === 0 ? (value === 0 ? 0 : 100) : (100 * (value - then)) / then;
    return `  ${name}: ${shown(value)} now, ${shown(then)} then (${change >= 0 ? '+' : ''}${change.toFixed(0)} %)`;
  });
  return [head, ...lines];
}

function keptOf(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ kept }) => kept);
}

function fileOf(bench: string): URL {
  return new URL(`../baselines/${bench}.json`, import.meta.url);
}
