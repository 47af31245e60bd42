import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INTERVALS_MS, nextDue } from '../../../lib/usecases/deliveries/schedule.ts';

const NOW = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const due = (attempt: number, chance = 0, retryAfterMs?: number) => {
  const at = nextDue({ attempt, now: NOW, retryAfterMs }, INTERVALS_MS, chance);
  return at === undefined ? undefined : at - NOW;
};

describe('a notification that was not taken', () => {
  test('is tried ten times within three days and a half', () => {
    const minutes = INTERVALS_MS.map((ms) => ms / 60_000);
    expect(minutes).toEqual([0, 5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440]);
    expect([0, 1, 8].map((attempt) => due(attempt))).toEqual([5000, 5 * 60_000, 24 * HOUR]);
    expect(due(9)).toBeUndefined();
  });

  test('comes back when the receiver asked for it, if that is later, and never a day later than that', () => {
    expect(due(0, 0, 120_000)).toBe(120_000);
    expect(due(1, 0, 1000)).toBe(5 * 60_000);
    expect(due(0, 0, 900 * HOUR)).toBe(24 * HOUR);
    expect(due(9, 0, 1000)).toBeUndefined();
  });

  test('is never early, and late by a fifth at most', () => {
    const chance = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.nat(8), chance, (attempt, by) => {
        const interval = INTERVALS_MS[attempt + 1]!;
        expect(due(attempt, by)).toBeGreaterThanOrEqual(interval);
        expect(due(attempt, by)).toBeLessThanOrEqual(interval * 1.2 + 1);
      }),
    );
  });
});
