import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Priced } from '../../bench/costs/inputs.ts';
import { readScaleInputs, type ScaleInputs } from '../../bench/scale/inputs.ts';
import { moneyOf } from '../../bench/scale/money.ts';
import { decisionHours, nightOf, roundedUp } from '../../bench/scale/night.ts';
import { duration, eachOf, PEOPLE, tableOf } from '../../bench/scale/plan.ts';
import { sweepSection } from '../../bench/scale/section.ts';
import { time } from '../../bench/scale/tables/words.ts';
import { readSection } from '../../bench/support/section.ts';

const inputs = readScaleInputs();
const section = sweepSection(inputs);

/** A person of 1 KB in two items, who takes 100 us to scan and 500 us more to write; a page takes as long as 1,024 of them. */
const ROUND = {
  'PROFILE item, mean': 300,
  'SCORE item, mean': 724,
  'a person scanned: CPU': 100,
  'a score written: CPU': 500,
  'a person scanned: read units': 0.125,
  'changed: write units': 1,
  'a saved place: write units': 2,
  '1,000,000: segments': 8,
  '100,000,000: segments': 763,
  '1,000,000,000: segments': 7630,
};
const round: ScaleInputs = {
  ...inputs,
  rescore: { ...inputs.rescore, figures: ROUND },
  limits: { ...inputs.limits, scanPageMs: { ...inputs.limits.scanPageMs, value: 102.4 } },
};
const shares = fc.double({ min: 0, max: 1, noNaN: true });
const crowds = fc.constantFrom(...PEOPLE);

describe('the arithmetic of a sweep in docs/scale.md', () => {
  it('is what the measurements, the limits, the prices and serverless.yml come to', () => {
    expect(readSection('sweep'), 'docs/scale.md is out of date: npm run docs:scale').toBe(section);
  });

  it.each(['readUnit', 'writeUnit', 'lambdaGbSecond', 'logIngestion', 'tableStorage'] as Priced[])(
    'drifts when the price %s does',
    (name) => {
      const costs = structuredClone(inputs.costs);
      Object.assign(costs.prices.prices[name], { usd: 2 * costs.prices.prices[name].usd });
      expect(sweepSection({ ...inputs, costs })).not.toBe(section);
    },
  );

  it('names a figure that was not measured', () => {
    const rescore = { ...inputs.rescore, figures: {} };
    expect(() => tableOf({ ...inputs, rescore }, 1e6)).toThrow(
      "'PROFILE item, mean': npm run bench:rescore -- --update",
    );
  });

  it('says where each limit is from', () => {
    for (const { source, why } of Object.values(inputs.limits)) {
      expect(source).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\/|^serverless\.yml/);
      expect(why).not.toBe('');
    }
  });
});

describe('a sweep', () => {
  it('takes the CPU and the waiting of a person: for the page, and for the longer of the write and its CPU', () => {
    // 100 us of CPU, 102.4 ms / 1,024 people of waiting, 500 us a write.
    expect(eachOf(round, { share: 0 }).seconds).toBeCloseTo(200e-6, 12);
    expect(eachOf(round, { share: 1 }).seconds).toBeCloseTo(700e-6, 12);
    const limits = { ...round.limits, writeMs: { ...round.limits.writeMs, value: 32 } };
    expect(eachOf({ ...round, limits }, { share: 1 }).seconds).toBeCloseTo(1200e-6, 12);
  });

  it('has a table of partitions of 10 GB, and no fewer than a new one', () => {
    expect(tableOf(round, 1e6)).toMatchObject({ partitions: 4, reads: 12_000, writes: 4000 });
    // 122.4 GB: 13 of them, whose reads come up to the quota of a table.
    expect(tableOf(round, 1e8)).toMatchObject({ partitions: 13, reads: 39_000, writes: 13_000 });
    expect(tableOf(round, 1e9)).toMatchObject({ partitions: 123, reads: 40_000, writes: 40_000 });
  });

  it('is as fast as its workers, its segments, the reads or the writes let it be', () => {
    const hours = (seconds: number) => expect.closeTo(seconds / 3600, 9);
    expect(duration(round, { people: 1e6, share: 0 }, 4)).toEqual({ bound: 'workers', hours: hours(50) });
    expect(duration(round, { people: 1e6, share: 0 }, 100)).toEqual({ bound: 'segments', hours: hours(25) });
    // 13,000 writes a second.
    expect(duration(round, { people: 1e8, share: 1 }, 100)).toEqual({ bound: 'writes', hours: hours(1e8 / 13_000) });
    // 39,000 read units a second.
    expect(duration(round, { people: 1e8, share: 0 }, 500)).toEqual({ bound: 'reads', hours: hours(1e8 / 312_000) });
  });

  it('ends in a night with the workers and the pace that the table names', () => {
    const night = inputs.limits.nightHours.value;
    fc.assert(
      fc.property(crowds, shares, (people, share) => {
        const { workers, pace, writes } = nightOf(inputs, { people, share });
        expect((people * eachOf(inputs, { share }).seconds) / workers / 3600).toBeLessThanOrEqual(night);
        expect(pace).toBeGreaterThanOrEqual(writes);
        expect(pace).toBeLessThanOrEqual(1 + writes * 1.1);
      }),
    );
  });

  it('has its decisions as late as publish-change is slow', () => {
    const one = decisionHours(inputs, { people: 1e9, share: 1 }, 10);
    expect(decisionHours(inputs, { people: 1e9, share: 1 }, 20)).toBeCloseTo(one / 2, 9);
    // Four partitions have eight batches at once, whatever the function is allowed.
    expect(decisionHours(inputs, { people: 1e6, share: 1 }, 60)).toBe(
      decisionHours(inputs, { people: 1e6, share: 1 }, 8),
    );
  });
});

describe('dollars of a sweep', () => {
  it('are reads of everybody, and two write units of whom changes', () => {
    const { scan, scores, decisions } = moneyOf(round, { people: 1e6, share: 0.1 });
    // 125,000 read units; 100,000 write units, each.
    expect(scan).toBeCloseTo(0.015625, 9);
    expect(scores).toBeCloseTo(0.0625, 9);
    expect(decisions).toBeCloseTo(0.0625, 2);
  });

  it('are nothing for scores and decisions where nobody changes', () => {
    const { scores, decisions, publishing, logs, kept } = moneyOf(inputs, { people: 1e9, share: 0 });
    expect([scores, decisions, publishing, logs, kept]).toEqual([0, 0, 0, 0, 0]);
  });

  it('rise in proportion to the people, but for the job itself', () => {
    fc.assert(
      fc.property(shares, (share) => {
        const [small, large] = [1e6, 1e9].map((people) => moneyOf(round, { people, share }));
        for (const part of ['scan', 'scores', 'decisions', 'publishing', 'logs', 'kept'] as const) {
          expect(large![part]).toBeCloseTo(1000 * small![part], 6);
        }
      }),
    );
  });
});

it('says hours as people do', () => {
  expect([0.001, 0.5, 7.25, 120].map(time)).toEqual(['4 s', '30 min', '7.3 h', '5.0 days']);
  expect([46_296, 926, 5].map(roundedUp)).toEqual([47_000, 930, 5]);
});
