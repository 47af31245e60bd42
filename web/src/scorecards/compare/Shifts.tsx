import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import { roundAxis } from '../../charts/axis.ts';
import { Bars } from '../../charts/Bars.tsx';
import { Lines } from '../../charts/Lines.tsx';
import { shiftRange } from '../../charts/shift-columns.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';

/** How far scores move, and how they lie before and after. */
export function Shifts({ report: { shifts, scores } }: { report: JobReportReply }) {
  const texts = useTexts();
  const { t, number } = texts;
  const shown = trimmed(shifts, ({ people }) => people > 0);
  const spread = trimmed(scores, ({ before, after }) => before + after > 0);
  const line = (mark: string, end: 'before' | 'after') => ({
    mark,
    says: t.scorecards[end],
    points: spread.map(({ from, ...of }) => ({ x: from, y: of[end], says: `${number(from)}: ${number(of[end])}` })),
  });
  const x = roundAxis(
    spread.map(({ from }) => from),
    (value) => number(value),
    5,
  );
  return (
    <>
      <Card title={t.scorecards.shifts} lead={t.portfolio.shiftsLead}>
        <Bars
          label={t.scorecards.shiftsLabel}
          bars={shown.map(({ from, people }) => ({
            label: shiftRange(shifts, from, texts),
            tick: number(from, 0, true),
            value: people,
            tone: from > 0 ? 'up' : from < 0 ? 'down' : '',
          }))}
          show={(value) => number(value)}
          columns={[t.scorecards.change, t.scorecards.scoredPeople]}
        />
      </Card>
      <Card title={t.scorecards.distribution}>
        <Lines
          label={t.scorecards.distributionLabel}
          lines={[line('b', 'before'), line('a', 'after')]}
          x={x}
          y={roundAxis([0, ...spread.flatMap(({ before, after }) => [before, after])], (value) => number(value), 4)}
          showY={(value) => number(value)}
          data={{
            columns: [t.scorecards.score, t.scorecards.before, t.scorecards.after],
            rows: spread.map(({ from, before, after }) => [number(from), number(before), number(after)]),
          }}
        />
      </Card>
    </>
  );
}

/** Without what is empty at both ends, but for one column. */
function trimmed<T>(columns: readonly T[], isFull: (column: T) => boolean): readonly T[] {
  const [first, last] = [columns.findIndex(isFull), columns.findLastIndex(isFull)];
  return first < 0 ? columns.slice(0, 2) : columns.slice(Math.max(0, first - 1), last + 2);
}
