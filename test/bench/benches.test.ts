import { expect, it } from 'vitest';
import { apiReport } from '../../bench/api.ts';
import { capacityReport } from '../../bench/capacity.ts';
import { encodingsReport } from '../../bench/encodings.ts';
import { rescoreReport } from '../../bench/rescore.ts';
import { scoreReport } from '../../bench/score.ts';
import type { Report } from '../../bench/support/report.ts';
import { toJson } from '../../bench/support/run.ts';
import { sweepReport } from '../../bench/sweep.ts';
import { webhooksReport } from '../../bench/webhooks.ts';

// That each bench runs and yields a document with numbers; how good they are is not for a test to say.
function wellFormed(report: Report) {
  const json = JSON.parse(JSON.stringify(toJson(report)));
  expect(json).toMatchObject({ bench: expect.any(String), node: process.version, met: expect.any(Boolean) });
  for (const { name, value, unit } of json.figures) {
    expect([name, typeof value, typeof unit]).toEqual([name, 'number', 'string']);
  }
  return new Set<string>(
    json.figures.filter(({ bar }: { bar?: object }) => bar).map(({ name }: { name: string }) => name),
  );
}

it('bench:score comes to the same scores by every peer', async () => {
  const bars = wellFormed(await scoreReport({ drawn: 30, timed: 5, rounds: 1, sliceMs: 1 }));
  expect(bars).toContain('ours, sample / zen tables, sample');
});

it('bench:api sends real requests to the bundled handlers', async () => {
  const bars = wellFormed(await apiReport({ people: 2, rounds: 1, sliceMs: 1, engines: ['dynalite'] }));
  expect([...bars]).toEqual(['PUT above bare, dynalite', 'GET above bare, dynalite']);
});

it('bench:capacity counts what every operation consumes', async () => {
  const bars = wellFormed(await capacityReport({ people: 4, engines: ['dynalite'] }));
  expect(bars.size).toBe(16);
});

it('bench:sweep scans, scores and compares every person of a made-up table', async () => {
  const bars = wellFormed(await sweepReport({ sizes: [60, 700], distinct: 20, warmUp: 10, rounds: 1 }));
  expect([...bars]).toEqual(expect.arrayContaining(['700: sweep', '700: sweep / bare']));
});

it('bench:rescore has the real worker go through everybody, and its counts are exact', async () => {
  const sweeps = [0, 100].map((percent) => ({ percent, sizes: [60, 700] }));
  const effort = { distinct: 20, warmUp: 10, rounds: 1, starts: [1e6], engines: ['dynalite'] as const };
  const report = await rescoreReport({ ...effort, sweeps, peopleOnEngine: 50 });
  expect([...wellFormed(report)]).toEqual(expect.arrayContaining(['unchanged: write units']));
  const exact = report.figures.filter(({ name }) => /within 1 KB|^unchanged|decision records$/.test(name));
  expect(exact.map(({ value }) => value)).toEqual([0, 1, 1]);
});

it('bench:encodings comes to the same scores by every encoding', async () => {
  const bars = wellFormed(await encodingsReport({ people: 20, rounds: 1, sliceMs: 1 }));
  expect([...bars]).toEqual(['speed of dense text, opened / JSON in a text', 'bytes of dense text / JSON in a text']);
});

it('bench:webhooks sends signed events to the bundled handler, and counts what they consume', async () => {
  const bars = wellFormed(await webhooksReport({ rounds: 1, sliceMs: 5, senders: 2, engines: ['dynalite'] }));
  expect(bars).toContain('single / read + write, dynalite');
  expect(bars.size).toBe(9);
});
