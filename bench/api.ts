import { type ApiEffort, type ApiRates, measureApi } from './api/measure.ts';
import { enginesHere } from './support/engine.ts';
import type { Figure, Report } from './support/report.ts';
import { median } from './support/rounds.ts';
import { runBench } from './support/run.ts';

const EFFORT: Omit<ApiEffort, 'engines'> = { people: 40, rounds: 15, sliceMs: 300 };
const MOST_MS_ABOVE = 1;

/** CPU time of a request in the bundled handlers, beside the calls to DynamoDB that it cannot do without. */
export async function apiReport(effort: Partial<ApiEffort> = {}): Promise<Report> {
  const { present, notMeasured } = enginesHere();
  const rates = await measureApi({ ...EFFORT, engines: present, ...effort });
  const about = [
    'CPU milliseconds of the handling process per request, one request after the other; medians of interleaved rounds.',
    'handler: the bundled function with an HTTP API event, its ES256 token verified; the engine is a process of its own.',
    'bare:    PUT = one consistent Query and one conditional PutItem, GET = one GetItem; same client, same items.',
    `The requests are the reports of ${effort.people ?? EFFORT.people} synthetic persons; every PUT changes its profile.`,
  ];
  return { bench: 'api', about, figures: figuresOf(rates), notMeasured };
}

function figuresOf(rates: ApiRates): Figure[] {
  return [...rates].flatMap(([engine, byName]) =>
    ['PUT', 'GET'].flatMap((method): Figure[] => {
      const handler = millis(byName.get(`${method} handler`));
      const bare = millis(byName.get(`${method} bare`));
      const above = handler.map((value, round) => value - (bare[round] ?? Number.NaN));
      const times = handler.map((value, round) => value / (bare[round] ?? Number.NaN));
      const name = (what: string) => `${method} ${what}, ${engine}`;
      return [
        { name: name('handler'), value: median(handler), unit: 'ms CPU' },
        { name: name('bare calls'), value: median(bare), unit: 'ms CPU' },
        { name: name('above bare'), value: median(above), unit: 'ms CPU', bar: { atMost: MOST_MS_ABOVE }, kept: true },
        { name: name('handler / bare'), value: median(times), unit: 'x', kept: true },
      ];
    }),
  );
}

function millis(perSecond: readonly number[] = []): number[] {
  return perSecond.map((rate) => 1000 / rate);
}

if (import.meta.main) await runBench(() => apiReport());
