import { expect, test } from 'vitest';
import { tellFinished } from '../../lib/http/tell-rescore.ts';
import { NO_COUNTS, type RescoreJob } from '../../lib/schemas/job.ts';
import { listen } from '../support/telemetry.ts';

const shift = (psi: number) => ({ psi, bins: 8, chance: 0.01 });
const report = {
  people: 900,
  coverage: { all: 0.61 },
  stale: 0.2,
  stability: { since: shift(0.31), training: undefined, worst: { id: 'income', ...shift(0.4) } },
  alarms: ['ScoresDrifted', 'CharacteristicDrifted', 'CoverageFell', 'EvidenceStale'] as const,
};

function told(job: Partial<RescoreJob>, more: Partial<typeof report> = {}) {
  const heard = listen();
  const whole = { jobId: 'j', card: { id: 'c', version: '1', hash: 'h' }, dryRun: false, ...job } as RescoreJob;
  const counts = { ...NO_COUNTS, people: 1000, failed: 2 };
  tellFinished(heard.telemetry, { job: whole, counts, report: { ...report, ...more } });
  return heard;
}

test('a sweep of everybody measures them, and says what somebody should look at', () => {
  const { lines, counts, measured } = told({});
  expect(lines).toMatchObject([
    { event: 'rescore-finished', psi: 0.31, coverage: 0.61, stale: 0.2, characteristic: 'income', csi: 0.4 },
  ]);
  expect(Object.fromEntries(measured)).toEqual({
    MeanCoverage: 0.61,
    StaleShare: 0.2,
    ScoreDrift: 0.31,
    CharacteristicDrift: 0.4,
  });
  for (const alarm of report.alarms) expect(counts.get(alarm)).toBe(1);
});

test.each([
  ['a dry run', { dryRun: true }],
  ['a sweep of some bands', { bands: ['good'] }],
  ['a sweep of a dimension', { dimension: 'identity' as const }],
])('%s says nothing of everybody, and alarms nobody but of those it could not score', (_, job) => {
  const { counts, measured } = told(job);
  expect(measured.size).toBe(0);
  expect(counts.get('PersonNotSwept')).toBe(2);
  expect(report.alarms.filter((alarm) => counts.has(alarm))).toEqual([]);
});

test('of nobody nothing is measured', () => {
  expect(told({}, { people: 0, alarms: [] as never }).measured.size).toBe(0);
});
