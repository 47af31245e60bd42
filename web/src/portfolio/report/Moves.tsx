import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { RowBars } from '../../charts/Bars.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { bandName } from '../names.ts';
import { UNSCORED } from './people-by-band.ts';

const MOST = 8;

/** From which band to which people moved, the most frequent first. */
export function Moves({ report: { bands, migration }, card }: { report: JobReportReply; card: Scorecard | undefined }) {
  const { t, say, number } = useTexts();
  const nameOf = (name: string) => (name === UNSCORED ? t.portfolio.unscored : bandName(card, name, say));
  const moves = migration
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.people - a.people)
    .slice(0, MOST);
  const bars = moves.map(({ from, to, people }) => ({
    label: `${nameOf(from)} → ${nameOf(to)}`,
    value: people,
    tone: bands.indexOf(to) > bands.indexOf(from) ? 'up' : 'down',
  }));
  return (
    <Card title={t.portfolio.moves}>
      {bars.length === 0 ? (
        <p class="soft">{t.portfolio.movesNone}</p>
      ) : (
        <RowBars label={t.portfolio.moves} bars={bars} show={(people) => number(people)} />
      )}
    </Card>
  );
}
