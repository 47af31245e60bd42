import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import { characteristicName } from '../names.ts';

type Shifted = JobReportReply['stability']['characteristics'][number];

const SHOWN = 8;

interface CharacteristicsProps {
  report: JobReportReply;
  card: Scorecard | undefined;
}

/** The characteristics whose people have changed most. */
export function Characteristics({ report: { stability }, card }: CharacteristicsProps) {
  const { t, say, number } = useTexts();
  const { against, characteristics } = stability;
  const rows = [...characteristics].sort((a, b) => b.psi - a.psi).slice(0, SHOWN);
  const columns: Column<Shifted>[] = [
    { title: t.portfolio.characteristic, cell: ({ id }) => characteristicName(card, id, say) },
    { title: t.portfolio.csi, numeric: true, cell: ({ psi }) => number(psi, 4) },
    { title: t.portfolio.chance, numeric: true, cell: ({ chance }) => number(chance, 4) },
  ];
  const lead = against === undefined ? t.portfolio.againstNone : t.portfolio.against[against];
  return (
    <Card title={t.portfolio.characteristics} lead={lead} wide>
      {rows.length > 0 && (
        <>
          <Table caption={t.portfolio.furthestFirst} hideCaption columns={columns} rows={rows} keyOf={({ id }) => id} />
          <p class="soft small">{t.portfolio.chanceHint}</p>
        </>
      )}
    </Card>
  );
}
