import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import { Bars } from '../../charts/Bars.tsx';
import { shiftRange } from '../../charts/shift-columns.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';

/** By how many points people's scores changed. */
export function Shifts({ report: { shifts } }: { report: JobReportReply }) {
  const texts = useTexts();
  const { t, number } = texts;
  const bars = shifts.map(({ from, people }) => ({
    label: shiftRange(shifts, from, texts),
    tick: from % 50 === 0 ? number(from, 0, true) : '',
    value: people,
    tone: from > 0 ? 'up' : from < 0 ? 'down' : '',
  }));
  return (
    <Card title={t.portfolio.shifts} lead={t.portfolio.shiftsLead}>
      <Bars
        label={t.portfolio.shifts}
        bars={bars}
        show={(people) => number(people)}
        columns={[t.portfolio.points, t.portfolio.people]}
      />
    </Card>
  );
}
