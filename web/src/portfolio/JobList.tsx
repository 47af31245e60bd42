import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { href } from '../route.ts';
import { dollars, isFiltered, kindOf } from './words.ts';

/** Every job, with what it cost and changed. */
export function JobList({ jobs, onMore }: { jobs: readonly JobDetailReply[]; onMore: (() => void) | undefined }) {
  const texts = useTexts();
  const { t, number, day, moment } = texts;
  const columns: Column<JobDetailReply>[] = [
    {
      title: t.portfolio.job,
      cell: ({ jobId, startedAt }) => <a href={href('portfolio', jobId)}>{moment(startedAt)}</a>,
    },
    { title: t.portfolio.kind, cell: (job) => <Kind job={job} /> },
    {
      title: t.portfolio.state,
      cell: ({ state }) => <span class={`state ${state}`}>{t.portfolio.states[state]}</span>,
    },
    { title: t.portfolio.card, cell: ({ scorecard: { id, version } }) => `${id} ${version}` },
    { title: t.portfolio.asOf, cell: ({ asOf }) => day(asOf) },
    { title: t.portfolio.people, numeric: true, cell: ({ counts }) => number(counts.people) },
    { title: t.portfolio.changed, numeric: true, cell: ({ counts }) => number(counts.changed) },
    { title: t.portfolio.costs, numeric: true, cell: ({ cost }) => dollars(cost, texts) },
  ];
  return (
    <Card title={t.portfolio.jobs} lead={t.portfolio.costHint} wide>
      <div class="job-list">
        <Table caption={t.portfolio.jobsTable} hideCaption columns={columns} rows={jobs} keyOf={({ jobId }) => jobId} />
      </div>
      {onMore && (
        <button type="button" class="button" onClick={onMore}>
          {t.portfolio.earlier}
        </button>
      )}
    </Card>
  );
}

function Kind({ job }: { job: JobDetailReply }) {
  const { t, list } = useTexts();
  const of = [...(job.bands ?? []), ...(job.dimension === undefined ? [] : [t.dimensions[job.dimension].name])];
  return (
    <>
      {t.portfolio.jobTitle[kindOf(job)]}
      {isFiltered(job) && <span class="soft small block">{t.portfolio.filteredSays(list(of))}</span>}
    </>
  );
}
