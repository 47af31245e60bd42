import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { type Line, Lines } from '../charts/Lines.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { unscoredShare } from './report/people-by-band.ts';
import { alongSweeps } from './sweep-axis.ts';

/** What is known of people, sweep by sweep; two sweeps make the first line. */
export function Trend({ sweeps }: { sweeps: readonly JobDetailReply[] }) {
  const { t, number, percent, day } = useTexts();
  const reports = [...sweeps].reverse().flatMap(({ jobId, asOf, report }) => (report ? [{ jobId, asOf, report }] : []));
  if (reports.length < 2) return null;
  const shares = reports.map(({ report }) => [report.coverage.all, report.stale, unscoredShare(report)] as const);
  const names = [t.portfolio.coverage, t.portfolio.stale, t.portfolio.unscored];
  const lines: Line[] = ['a', 'b', 'c'].map((mark, line) => ({
    mark,
    says: names[line]!,
    points: shares.map((share, x) => {
      const value = share[line]!;
      return { x, y: value, says: `${names[line]}, ${day(reports[x]!.asOf)}: ${percent(value)}` };
    }),
  }));
  return (
    <Card title={t.portfolio.trend} lead={t.portfolio.trendLead} wide>
      <Lines
        label={t.portfolio.trend}
        lines={lines}
        x={alongSweeps(reports, day)}
        y={{ from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], label: percent }}
        showY={percent}
        data={{
          columns: [t.portfolio.sweep, ...names],
          rows: shares.map((share, i) => [
            `${day(reports[i]!.asOf)} · ${reports[i]!.jobId.slice(-4)}`,
            ...share.map((value) => `${number(100 * value, 1)}%`),
          ]),
        }}
      />
    </Card>
  );
}
