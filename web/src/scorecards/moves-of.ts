import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';

/** What a job calls those without a score. */
export const UNSCORED = 'unscored';

export interface MoveCounts {
  people: number;
  /** Everybody whose band is another one than before; those with a score first are in it, and those who lose it. */
  changed: number;
  better: number;
  worse: number;
  gained: number;
  lost: number;
}

/** People by how their band changes. Bands of another card by the same name are the same. */
export function movesOf({ bands, migration }: JobReportReply): MoveCounts {
  const place = (name: string) => bands.indexOf(name);
  const count = (fits: (from: string, to: string) => boolean) =>
    migration.reduce((sum, { from, to, people }) => sum + (fits(from, to) ? people : 0), 0);
  const scored = (from: string, to: string) => from !== UNSCORED && to !== UNSCORED;
  return {
    people: count(() => true),
    changed: count((from, to) => from !== to),
    better: count((from, to) => scored(from, to) && place(to) > place(from)),
    worse: count((from, to) => scored(from, to) && place(to) < place(from)),
    gained: count((from, to) => from === UNSCORED && to !== UNSCORED),
    lost: count((from, to) => from !== UNSCORED && to === UNSCORED),
  };
}
