import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import type { JobDetailReply } from '../../../../lib/schemas/api/replies/rescore.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { href } from '../../route.ts';
import { kindOf } from '../words.ts';
import { unscoredShare } from './people-by-band.ts';

interface AtAGlanceProps {
  job: JobDetailReply;
  report: JobReportReply;
  isNamed: boolean;
}

/** What is watched after each sweep, and whether somebody should look into it. */
export function AtAGlance({ job, report, isNamed }: AtAGlanceProps) {
  const { t, number, percent, day, list } = useTexts();
  const { people, coverage, stale, since, alarms } = report;
  const before = (share: number | undefined) =>
    share === undefined ? undefined : t.portfolio.lastSweep(percent(share));
  const tiles: [says: string, value: string, hint?: string | undefined][] = [
    [t.portfolio.people, number(people)],
    [t.portfolio.unscored, percent(unscoredShare(report)), t.portfolio.unscoredHint],
    [t.portfolio.coverage, percent(coverage.all), before(since?.coverage?.before)],
    [t.portfolio.stale, percent(stale), before(since?.stale.before)],
  ];
  const { id, version } = job.scorecard;
  const name = `${t.portfolio.jobTitle[kindOf(job)]} · ${t.portfolio.jobLead(day(job.asOf), `${id} ${version}`)}`;
  return (
    <Card title={t.portfolio.glance} wide aside={isNamed && <a href={href('portfolio', job.jobId)}>{name}</a>}>
      <dl class="figures-row glance">
        {tiles.map(([says, value, hint]) => (
          <div key={says}>
            <dt>{says}</dt>
            <dd>
              <b>{value}</b>
              {hint !== undefined && <span class="soft small">{hint}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {alarms.length === 0 ? (
        <p class="verdict-line fine">{t.portfolio.wellLook}</p>
      ) : (
        <p class="verdict-line look">
          <b>{t.portfolio.look}:</b> {list(alarms.map((alarm) => t.portfolio.alarms[alarm]))}
        </p>
      )}
    </Card>
  );
}
