import type { HeldOutFigures } from '../../../lib/scorecards/held-out-figures.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Table } from '../parts/Table.tsx';

type Group = HeldOutFigures['fairness'][number]['groups'][number];

/** Four fifths: 29 CFR 1607.4(D). */
const LOW = 0.8;

/** How groups of people fare, by each column that was kept from the card for this. */
export function Fairness({ figures: { fairness, cutOff } }: { figures: HeldOutFigures }) {
  const { t, number, percent } = useTexts();
  const words = t.scorecards.heldOut;
  const share = (value: number | null) => (value === null ? '–' : `${number(100 * value, 1)}%`);
  const decimals = (value: number | null, digits: number) => (value === null ? '–' : number(value, digits));
  const note = ({ few, ratio }: Group) =>
    few ? <span class="soft">{words.few}</span> : ratio !== null && ratio < LOW ? <b>{words.underFourFifths}</b> : '';
  return (
    <section aria-label={words.fairness}>
      <h4>{words.fairness}</h4>
      <p class="soft small">
        {fairness.length === 0
          ? words.fairnessNone
          : words.fairnessLead(number(cutOff.score), percent(cutOff.approved))}
      </p>
      {fairness.map(({ column, groups }) => (
        <Table
          key={column}
          caption={column}
          columns={[
            { title: words.group, cell: ({ group }) => group },
            { title: t.scorecards.scoredPeople, numeric: true, cell: ({ n }) => number(n) },
            { title: words.approved, numeric: true, cell: ({ approved }) => share(approved) },
            { title: words.ratio, numeric: true, cell: ({ ratio }) => decimals(ratio, 2) },
            { title: words.badRate, numeric: true, cell: ({ badRate }) => share(badRate) },
            { title: words.stated, numeric: true, cell: ({ stated }) => share(stated) },
            { title: 'AUC', numeric: true, cell: ({ auc }) => decimals(auc, 3) },
            { title: words.note, cell: note },
          ]}
          rows={groups}
          keyOf={({ group }) => group}
        />
      ))}
    </section>
  );
}
