import { type Bundle, LEAN_PEER, PEER, withBundles } from './bundle/bundles.ts';
import { loadTimes } from './bundle/load-times.ts';
import { MOST_KB, sizeName } from './bundle/sizes.ts';
import { writeTable } from './bundle/table.ts';
import type { Figure, Report } from './support/report.ts';
import { median, medianRatio } from './support/rounds.ts';
import { runBench } from './support/run.ts';

/** Callers wait for these two: every report goes through the one, every reading of a score through the other. */
const HOTTEST = ['upsert-profile', 'compute-score'];
const MOST_TIMES_PEER = 1.15;

/** Size and load time of every bundled function, beside a bundle of the DynamoDB client alone. */
export async function bundleReport({ rounds = 25 } = {}): Promise<Report> {
  const about = [
    'Bundles as they are deployed (esbuild, minified), uncompressed; KB of 1,000 bytes.',
    `Load: wall milliseconds of import() in a fresh process, wiring included; medians of ${rounds} interleaved rounds.`,
    `Peer: '${PEER}', bundled by the same settings as anybody would, with its default credentials chain. The bar is`,
    'taken on it. The second peer is without what bin/bundle/lean.ts takes out of ours: the price of all but the SDK.',
  ];
  const figures = await withBundles(async (functions, peers) => {
    const times = loadTimes([...functions, ...peers], rounds);
    return [...peers.flatMap((bundle) => peerFigures(bundle, times)), ...functions.flatMap((f) => figuresOf(f, times))];
  });
  return { bench: 'bundle', about, figures, notMeasured: [] };
}

function peerFigures({ name, bytes }: Bundle, times: Map<string, number[]>): Figure[] {
  return [
    { name: sizeName(name), value: bytes / 1000, unit: 'KB' },
    { name: `${name}: load`, value: median(times.get(name) ?? []), unit: 'ms' },
  ];
}

function figuresOf({ name, bytes }: Bundle, times: Map<string, number[]>): Figure[] {
  const hottest = HOTTEST.includes(name) ? { bar: { atMost: MOST_TIMES_PEER } } : {};
  return [
    { name: sizeName(name), value: bytes / 1000, unit: 'KB', bar: { atMost: MOST_KB }, kept: true },
    { name: `${name}: load`, value: median(times.get(name) ?? []), unit: 'ms' },
    { name: `${name}: load / peer`, value: medianRatio(times, name, PEER), unit: 'x', ...hottest, kept: true },
    { name: `${name}: load / lean peer`, value: medianRatio(times, name, LEAN_PEER), unit: 'x' },
  ];
}

if (import.meta.main) {
  await runBench(async () => {
    const report = await bundleReport();
    if (process.argv.includes('--update')) writeTable(report);
    return report;
  });
}
