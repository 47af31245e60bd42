import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Table } from '../../parts/Table.tsx';
import { href } from '../../route.ts';

/** The largest changes each way, by id. */
export function Movers({ report: { movers } }: { report: JobReportReply }) {
  const { t, number } = useTexts();
  const rows = [...(movers?.up ?? []), ...(movers?.down ?? [])];
  return (
    <Card title={t.scorecards.movers}>
      {rows.length === 0 ? (
        <p class="soft">{movers === undefined ? t.scorecards.moversForgotten : t.scorecards.nobodyMoves}</p>
      ) : (
        <Table
          caption={t.scorecards.moversTable}
          hideCaption
          columns={[
            {
              title: t.scorecards.subject,
              cell: ({ subjectId }) => <a href={href('people', subjectId)}>{subjectId}</a>,
            },
            { title: t.scorecards.before, numeric: true, cell: ({ from }) => number(from) },
            { title: t.scorecards.after, numeric: true, cell: ({ to }) => number(to) },
            {
              title: t.scorecards.difference,
              numeric: true,
              cell: ({ from, to }) => <b class={to > from ? 'up' : 'down'}>{number(to - from, 0, true)}</b>,
            },
          ]}
          rows={rows}
          keyOf={({ subjectId }) => subjectId}
        />
      )}
    </Card>
  );
}
