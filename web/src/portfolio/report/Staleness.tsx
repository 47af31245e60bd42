import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import { Bars } from '../../charts/Bars.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';

/** How long ago something was last heard of people. */
export function Staleness({ report: { staleness } }: { report: JobReportReply }) {
  const { t, number } = useTexts();
  const bars = staleness.map(({ upTo, people }, i) => {
    const last = number(staleness[i - 1]?.upTo ?? 0);
    return {
      label: upTo === undefined ? t.portfolio.overSays(last) : t.portfolio.upToSays(number(upTo)),
      tick: upTo === undefined ? `> ${last}` : number(upTo),
      value: people,
      tone: upTo === undefined || upTo > 365 ? 'kind-stale' : '',
    };
  });
  return (
    <Card title={t.portfolio.staleness} lead={t.portfolio.stalenessLead}>
      <Bars
        label={t.portfolio.staleness}
        bars={bars}
        show={(people) => number(people)}
        columns={[t.portfolio.age, t.portfolio.people]}
      />
    </Card>
  );
}
