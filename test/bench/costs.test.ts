import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customMetrics } from '../../bench/costs/counters.ts';
import { type Inputs, type Priced, readInputs } from '../../bench/costs/inputs.ts';
import { billedMs, gbSeconds } from '../../bench/costs/lambda.ts';
import { timeOf, unitsOf } from '../../bench/costs/measured.ts';
import { sweepUse, tableGb, trafficUse } from '../../bench/costs/month.ts';
import { OPERATIONS, operationUse } from '../../bench/costs/operations.ts';
import { costsPage } from '../../bench/costs/page.ts';
import { countAlarmMetrics, countResources, countSettings } from '../../bench/costs/resources.ts';
import { dollars, requestUse, times, together } from '../../bench/costs/use.ts';

const inputs = readInputs();
const page = costsPage(inputs);
const measured = (figures: Record<string, number>) => ({ date: '2026-01-01', cpu: 'c', figures });

/** The committed inputs, with other measurements. */
function having(capacity: Record<string, number>, billed: Record<string, number>): Inputs {
  const stack = { ...inputs.stack, memoryMb: { f: 1769 }, platformLogLines: 3, accessLogBytes: 300 };
  return { ...inputs, stack, capacity: measured(capacity), billed: measured(billed) };
}

describe('docs/costs.md', () => {
  it('is what the measurements, the prices and serverless.yml come to', () => {
    const committed = readFileSync(new URL('../../docs/costs.md', import.meta.url), 'utf8');
    expect(committed, 'docs/costs.md is out of date: npm run docs:costs').toBe(page);
  });

  it.each(Object.keys(inputs.prices.prices) as Priced[])('drifts when the price %s does', (name) => {
    const prices = structuredClone(inputs.prices);
    const dearer = { ...prices.prices[name], usd: prices.prices[name].usd * 2 + 0.01 };
    const changed = { ...inputs, prices: { ...prices, prices: { ...prices.prices, [name]: dearer } } };
    expect(costsPage(changed)).not.toBe(page);
  });

  it('drifts when a function is given more memory, or the table an alarm', () => {
    const { stack } = inputs;
    const more = { ...stack, memoryMb: { ...stack.memoryMb, 'compute-score': 3008 } };
    expect(costsPage({ ...inputs, stack: more })).not.toBe(page);
    const watched = { ...stack, alarmMetrics: stack.alarmMetrics + 1 };
    expect(costsPage({ ...inputs, stack: watched })).not.toBe(page);
  });

  it('names where each price is from, and when and how it was looked up', () => {
    for (const { source, checked } of Object.values(inputs.prices.prices)) {
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\//);
      expect(Object.keys(inputs.prices.howChecked)).toContain(checked);
    }
    expect(page).toContain(`looked up on ${inputs.prices.lookedUp}`);
  });
});

describe("Lambda's time", () => {
  it('is the waiting, and the work stretched to the share of a CPU, in whole milliseconds', () => {
    // 2 x 5 ms, and 2 ms x 1769 / 512 = 6.91 ms.
    expect(billedMs({ cpuMs: 2, callsInSeries: 2 }, 512, inputs)).toBe(17);
    // A wait that was partly shared is still waited for: 1.5 counts as 2.
    expect(billedMs({ cpuMs: 2, callsInSeries: 1.5 }, 512, inputs)).toBe(17);
  });

  it('gets no shorter by more than a whole CPU', () => {
    expect(billedMs({ cpuMs: 2, callsInSeries: 2 }, 1769, inputs)).toBe(12);
    expect(billedMs({ cpuMs: 2, callsInSeries: 2 }, 10_240, inputs)).toBe(12);
  });

  it('is priced by the memory', () => {
    expect(gbSeconds(100, 512)).toBe(0.05);
    // A million of them: 50,000 GB-s at $0.0000133334.
    expect(dollars({ lambdaGbSecond: 50_000 }, inputs)).toBeCloseTo(0.66667, 5);
  });
});

describe('what a request uses', () => {
  const billed = {
    'GET x: CPU, dynalite': 1,
    'GET x: CPU, dynamodb-local': 2,
    'GET x: wall, dynalite': 9,
    'GET x: calls in series': 1,
    'GET x: reply': 1500,
    'GET x: log': 200,
    'GET x: log lines': 2,
  };
  const capacity = { 'dynalite: x: read': 0.5, 'dynalite: x: write': 1, 'dynalite: x: write, on average': 1.25 };

  it('is the gateway, the units, the time, the logs and the reply', () => {
    const use = requestUse(having(capacity, billed), 'GET x', 'f', 'x');
    const { logIngestion, lambdaGbSecond, transferOut, ...counts } = use;
    expect(counts).toEqual({ httpApiRequest: 1, lambdaRequest: 1, readUnit: 0.5, writeUnit: 1.25 });
    // 5 ms of waiting and 2 ms of work, with 1,769 MB.
    expect(lambdaGbSecond).toBeCloseTo((1769 / 1024) * 0.007, 12);
    expect(transferOut).toBeCloseTo(2000e-9, 15);
    // Two lines of ours, three of Lambda's, one of the gateway's: 26 bytes more for each.
    expect(logIngestion).toBeCloseTo((200 + 3 * 140 + 300 + 6 * 26) * 1e-9, 15);
  });

  it('takes the dearer of two engines, and the mean where it differs', () => {
    expect(timeOf(measured(billed), 'GET x', 'CPU')).toBe(2);
    const two = { ...capacity, 'dynamodb-local: x: write': 2 };
    expect(unitsOf(measured(two), 'x', 'write')).toBe(2);
    expect(unitsOf(measured(capacity), 'x', 'write')).toBe(1.25);
  });

  it('is refused by name when it was not measured', () => {
    expect(() => unitsOf(measured(capacity), 'y', 'read')).toThrow("'y: read': npm run bench:capacity");
    expect(() => timeOf(measured(billed), 'GET y', 'CPU')).toThrow("'GET y: CPU'");
  });
});

describe('dollars', () => {
  it('are the amounts by their prices', () => {
    const use = { writeUnit: 2e6, readUnit: 1e6, httpApiRequest: 3e6, kmsRequest: 10_000 };
    expect(dollars(use, inputs)).toBeCloseTo(1.25 + 0.125 + 3 + 0.03, 10);
  });

  it('of two things together are the dollars of each', () => {
    const any = fc.record({ writeUnit: fc.nat(1e9), logIngestion: fc.nat(1e6) });
    fc.assert(
      fc.property(any, any, fc.nat(100), (a, b, n) => {
        const apart = dollars(a, inputs) + n * dollars(b, inputs);
        expect(dollars(together(a, times(b, n)), inputs)).toBeCloseTo(apart, 3);
      }),
    );
  });

  it('of an upsert lie between those of no score changing and of all', () => {
    const upsert = (share: number) => dollars(operationUse(inputs, 'PUT profile, changed', share), inputs);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(upsert(share)).toBeCloseTo(share * upsert(1) + (1 - share) * upsert(0), 12);
      }),
    );
    expect(upsert(1)).toBeGreaterThan(upsert(0));
  });

  it('are the gateway, Lambda and more for every operation', () => {
    for (const operation of OPERATIONS) {
      expect(dollars(times(operationUse(inputs, operation, 0.1), 1e6), inputs)).toBeGreaterThan(1.2);
    }
  });
});

describe('a month and a sweep', () => {
  const sizes = {
    'PROFILE item, on average': 1000,
    'SCORE item, on average': 1048,
    'decision item, on average': 900,
    'dynalite: stream, score changed: write': 1,
    'dynalite: decision record: write': 1,
  };

  it('fill tables with items and what DynamoDB adds to each', () => {
    // 1,000 people: 1,100 + 1,148 + 2 x 1,000 bytes each.
    expect(tableGb(having(sizes, {}), 1000, 2)).toBeCloseTo(0.004248, 12);
  });

  it('scan everybody, and write twice for each score that changes', () => {
    // 2,048 bytes are half of 4 KB, and an eventually consistent read is half a unit.
    expect(sweepUse(having(sizes, {}), 1e6, 0.1)).toEqual({ readUnit: 250_000, writeUnit: 200_000 });
  });

  it('are made of requests that are priced', () => {
    for (const { perPerson } of Object.values(inputs.patterns)) {
      expect(OPERATIONS).toEqual(expect.arrayContaining(Object.keys(perPerson)));
    }
  });

  it('keep logs as long as serverless.yml says', () => {
    const pattern = { what: '', perPerson: { 'GET score': 2 } };
    const traffic = trafficUse({ ...inputs, stack: { ...inputs.stack, logRetentionDays: 90 } }, pattern, 0.1);
    expect(traffic.httpApiRequest).toBe(2 * inputs.assumptions.people.value);
    expect(traffic.logStorage).toBeCloseTo(3 * (traffic.logIngestion ?? 0), 9);
  });
});

it('counts resources wherever they are in the documents', () => {
  const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { Type: 'none of ours' } };
  const documents = [{ Resources: { A: alarm, K: { Type: 'AWS::KMS::Key' } } }, [{ deeper: { B: alarm } }]];
  expect(countResources(documents)).toEqual({ 'AWS::CloudWatch::Alarm': 2, 'AWS::KMS::Key': 1 });
  expect(countSettings(documents, 'Properties')).toBe(2);
});

it('counts an alarm by the metrics that it watches', () => {
  const one = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } };
  const stat = { MetricStat: { Metric: { MetricName: 'Errors' } } };
  const sum = { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Expression: 'a + b' }, stat, stat] } };
  expect(countAlarmMetrics([{ Resources: { A: one, B: sum, K: { Type: 'AWS::KMS::Key' } } }])).toBe(3);
});

it('is billed for the metrics that docs/logging.md tells of', () => {
  const page = readFileSync(new URL('../../docs/logging.md', import.meta.url), 'utf8');
  const rows = page.slice(page.indexOf('## Metrics')).match(/^\| `.*? \|/gm) ?? [];
  expect(rows.flatMap((row) => row.match(/`\w+`/g) ?? [])).toHaveLength(customMetrics(1));
});
