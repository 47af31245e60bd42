import { useState } from 'preact/hooks';
import { useTexts } from '../i18n/use-texts.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Ready } from '../parts/states.tsx';
import { Caveat } from './Caveat.tsx';
import { aboutEverybody, choose } from './choose.ts';
import { Drift } from './Drift.tsx';
import { JobList } from './JobList.tsx';
import { JobState } from './JobState.tsx';
import { NobodySwept } from './NobodySwept.tsx';
import { Report } from './report/Report.tsx';
import { StartDialog } from './StartDialog.tsx';
import { Trend } from './Trend.tsx';
import { type Sweeps, useSweeps } from './use-sweeps.ts';

const PAGE = 12;
const MOST = 100;

export function Overview() {
  const { t } = useTexts();
  const [limit, setLimit] = useState(PAGE);
  const [isStarting, setIsStarting] = useState(false);
  const query = useSweeps(limit);
  const more = () => {
    setLimit(Math.min(MOST, limit + PAGE));
    query.reload();
  };
  const isEmpty = query.state === 'ready' && query.data.jobs.length === 0;
  return (
    <>
      <PageHeader title={t.portfolio.title} lead={t.portfolio.lead}>
        {!isEmpty && (
          <button type="button" class="button primary" onClick={() => setIsStarting(true)}>
            {t.portfolio.start}…
          </button>
        )}
      </PageHeader>
      {isStarting && <StartDialog onClose={() => setIsStarting(false)} />}
      <Ready of={query}>
        {(sweeps) =>
          isEmpty ? (
            <NobodySwept onChosen={() => setIsStarting(true)} onBegun={query.reload} />
          ) : (
            <Everybody sweeps={sweeps} reload={query.reload} onMore={limit < MOST ? more : undefined} />
          )
        }
      </Ready>
    </>
  );
}

interface EverybodyProps {
  sweeps: Sweeps;
  reload(): void;
  onMore: (() => void) | undefined;
}

function Everybody({ sweeps: found, reload, onMore }: EverybodyProps) {
  const { t } = useTexts();
  const { jobs, hasMore, active } = found;
  const sweeps = aboutEverybody(jobs).filter(({ dryRun }) => !dryRun);
  const shown = choose(found);
  const isOpen = (job: Sweeps['jobs'][0], i: number) =>
    job.state === 'running' || (i === 0 && job.state === 'cancelled');
  return (
    <>
      {jobs.filter(isOpen).map((job) => (
        <JobState key={job.jobId} job={job} onChange={reload} />
      ))}
      {shown === undefined ? (
        <Empty title={t.portfolio.noReport}>
          <p>{t.portfolio.noReportHint}</p>
        </Empty>
      ) : (
        <>
          <Caveat job={shown} active={active} />
          <Report job={shown} isNamed />
        </>
      )}
      <div class="portfolio">
        <Drift sweeps={sweeps} />
        <Trend sweeps={sweeps} />
        <JobList jobs={jobs} onMore={hasMore ? onMore : undefined} />
      </div>
    </>
  );
}
