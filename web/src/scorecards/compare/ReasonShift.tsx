import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Table } from '../../parts/Table.tsx';

/** How many people would be given each reason, the furthest change first. */
export function ReasonShift({ report, cards }: { report: JobReportReply; cards: readonly Scorecard[] }) {
  const { t, number, say } = useTexts();
  const reasons = new Map(
    cards.flatMap(({ file }) =>
      [...file.characteristics, ...file.pairs].map(({ reasonCode, reason }) => [reasonCode, reason]),
    ),
  );
  const rows = [...report.reasons].sort(
    (a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.code < b.code ? -1 : 1),
  );
  return (
    <Card title={t.scorecards.reasons} lead={t.scorecards.reasonsLead}>
      <Table
        caption={t.scorecards.reasonsTable}
        hideCaption
        columns={[
          {
            title: t.scorecards.reasonCode,
            cell: ({ code }) => {
              const reason = reasons.get(code);
              return (
                <>
                  {reason !== undefined && <span>{say(reason)} </span>}
                  <code class="soft">{code}</code>
                </>
              );
            },
          },
          { title: t.scorecards.before, numeric: true, cell: ({ before }) => number(before) },
          { title: t.scorecards.after, numeric: true, cell: ({ after }) => number(after) },
          {
            title: t.scorecards.difference,
            numeric: true,
            cell: ({ before, after }) => number(after - before, 0, true),
          },
        ]}
        rows={rows}
        keyOf={({ code }) => code}
      />
    </Card>
  );
}
