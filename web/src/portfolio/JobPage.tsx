import { api } from '../api/api.ts';
import { useWatched } from '../api/use-watched.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Ready } from '../parts/states.tsx';
import { href } from '../route.ts';
import { JobState } from './JobState.tsx';
import { Report } from './report/Report.tsx';
import { kindOf } from './words.ts';

/** One sweep or dry run: how far it is, or what it found of everybody. */
export function JobPage({ jobId }: { jobId: string }) {
  const { t, day } = useTexts();
  const query = useWatched(
    `job ${jobId}`,
    () => api.getRescore({ id: jobId }),
    ({ state }) => state === 'running',
  );
  const job = query.state === 'ready' ? query.data : undefined;
  const about =
    job === undefined
      ? { title: jobId }
      : {
          title: t.portfolio.jobTitle[kindOf(job)],
          lead: `${t.portfolio.jobLead(day(job.asOf), `${job.scorecard.id} ${job.scorecard.version}`)} · ${jobId}`,
        };
  return (
    <>
      <PageHeader {...about}>
        <a href={href('portfolio')}>{t.portfolio.all}</a>
      </PageHeader>
      <Ready of={query}>
        {(found) => (
          <>
            <JobState job={found} onChange={query.reload} />
            {found.report !== undefined && <Report job={found} />}
          </>
        )}
      </Ready>
    </>
  );
}
