import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';

/** The name that the API has for those without a score. */
export const UNSCORED = 'unscored';

type Migration = Pick<JobReportReply, 'bands' | 'migration'>;

/** People in each band before the job and after it; a former card's bands only while somebody comes out of them. */
export function peopleByBand({ bands, migration }: Migration) {
  const sumOf = (end: 'from' | 'to', name: string) =>
    migration.reduce((sum, each) => (each[end] === name ? sum + each.people : sum), 0);
  return bands.map((name) => ({ name, before: sumOf('from', name), after: sumOf('to', name) }));
}

export function unscoredShare({ people, ...report }: Migration & Pick<JobReportReply, 'people'>): number {
  const { after = 0 } = peopleByBand(report).find(({ name }) => name === UNSCORED) ?? {};
  return people === 0 ? 0 : after / people;
}
