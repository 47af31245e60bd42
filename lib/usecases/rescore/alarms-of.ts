import { type Difference, differenceOf } from '../../scorecards/shares.ts';
import type { Former } from './former-sweep.ts';
import { hasDrifted, type Stability } from './stability-of.ts';

export type Alarm = 'ScoresDrifted' | 'CharacteristicDrifted' | 'CoverageFell' | 'EvidenceStale';

export interface Since {
  jobId: string;
  /** Undefined under another card, which weighs what is known otherwise. */
  coverage: Difference | undefined;
  stale: Difference;
}

/** A rule of thumb for what is worth somebody's time, as a share of people or of coverage. */
const WORTH_A_LOOK = 0.05;

/** A full sweep against the one before it. */
export function sinceOf(
  now: { people: number; coverage: number; stale: number },
  former: Former | undefined,
): Since | undefined {
  if (former === undefined || former.people === 0 || now.people === 0) return undefined;
  const against = (before: number, after: number) =>
    differenceOf({ share: before, people: former.people }, { share: after, people: now.people });
  return {
    jobId: former.jobId,
    coverage: former.isOfCard ? against(former.coverage.all, now.coverage) : undefined,
    stale: against(former.stale, now.stale),
  };
}

/** What somebody should look at: what is worse by more than a rule of thumb, and by more than chance with so many people. */
export function alarmsOf({ training, since: before, worst }: Stability, since: Since | undefined): Alarm[] {
  const drift = training ?? before;
  const isFar = (by: number, chance: number) => by > Math.max(WORTH_A_LOOK, chance);
  const { coverage, stale } = since ?? {};
  return [
    ...(drift && hasDrifted(drift) ? ['ScoresDrifted' as const] : []),
    ...(worst && hasDrifted(worst) ? ['CharacteristicDrifted' as const] : []),
    ...(coverage && isFar(coverage.before - coverage.after, coverage.chance) ? ['CoverageFell' as const] : []),
    ...(stale && isFar(stale.after - stale.before, stale.chance) ? ['EvidenceStale' as const] : []),
  ];
}
