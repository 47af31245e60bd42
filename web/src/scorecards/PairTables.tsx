import type { PairFile } from '../../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Table } from '../parts/Table.tsx';
import { cellsOf, nameOf } from './cells.ts';

/** Points for two characteristics together, one table each. */
export function PairTables({ card }: { card: Scorecard }) {
  const { t } = useTexts();
  if (card.file.pairs.length === 0) return null;
  return (
    <section class="dimension-points" aria-label={t.scorecards.pairs}>
      <header>
        <h3>{t.scorecards.pairs}</h3>
        <p class="soft small">{t.scorecards.pairsLead}</p>
      </header>
      {card.file.pairs.map((pair) => (
        <PairTable key={pair.id} card={card} pair={pair} />
      ))}
    </section>
  );
}

function PairTable({ card, pair }: { card: Scorecard; pair: PairFile }) {
  const texts = useTexts();
  const [down, across] = pair.characteristics.map(
    (id) => card.file.characteristics.find((each) => each.id === id)!,
  ) as [Scorecard['file']['characteristics'][number], Scorecard['file']['characteristics'][number]];
  const names = [down, across].map((each) => nameOf(card, each, texts));
  const rows = cellsOf(card, down, texts).map(({ says }, i) => ({ says, points: pair.cells[i] ?? [] }));
  return (
    <Table
      caption={names.join(' × ')}
      columns={[
        { title: names[0]!, cell: ({ says }: (typeof rows)[number]) => says },
        ...cellsOf(card, across, texts).map(({ says }, j) => ({
          title: says,
          numeric: true,
          cell: ({ points }: (typeof rows)[number]) => texts.number(points[j] ?? 0, 1, true),
        })),
      ]}
      rows={rows}
      keyOf={({ says }) => says}
    />
  );
}
