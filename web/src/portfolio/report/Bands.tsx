import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { RowBars } from '../../charts/Bars.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { bandName } from '../names.ts';
import { peopleByBand, UNSCORED } from './people-by-band.ts';

interface BandsProps {
  report: JobReportReply;
  card: Scorecard | undefined;
}

/** How many people are in each band, and those without a score before them. */
export function Bands({ report, card }: BandsProps) {
  const { t, say, number, percent } = useTexts();
  const bars = peopleByBand(report).map(({ name, after }) => ({
    label: name === UNSCORED ? t.portfolio.unscored : bandName(card, name, say),
    value: after,
    tone: name === UNSCORED ? 'kind-missing' : `band-${name}`,
  }));
  const show = (people: number) => `${number(people)} · ${percent(people / Math.max(1, report.people))}`;
  return (
    <Card title={t.portfolio.bands}>
      <RowBars label={t.portfolio.bands} bars={bars} show={show} />
    </Card>
  );
}
