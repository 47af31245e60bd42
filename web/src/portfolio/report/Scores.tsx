import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { Bars } from '../../charts/Bars.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';

/** How the scores are spread, each column in the colour of its band. */
export function Scores({ report: { scores }, card }: { report: JobReportReply; card: Scorecard | undefined }) {
  const { t, number } = useTexts();
  const bandAt = (score: number) => card?.bands.filter(({ from }) => from <= score).at(-1)?.name;
  const bars = scores.map(({ from, before, after }, i) => ({
    label: String(from),
    tick: i % 10 === 0 || i === scores.length - 1 ? String(from) : '',
    value: after,
    tone: bandAt(from) === undefined ? '' : `band-${bandAt(from)}`,
    says: `${from}–${from + 9}: ${number(after)} (${t.portfolio.before(number(before))})`,
    more: [number(before)],
  }));
  return (
    <Card title={t.portfolio.scores} lead={t.portfolio.scoresLead}>
      <Bars
        label={t.portfolio.scores}
        bars={bars}
        show={(people) => number(people)}
        columns={[t.portfolio.scoreFrom, t.portfolio.people, t.portfolio.peopleBefore]}
      />
    </Card>
  );
}
