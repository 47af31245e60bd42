import { useState } from 'preact/hooks';
import type { HeldOutFigures } from '../../../lib/scorecards/held-out-figures.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Table } from '../parts/Table.tsx';

type Groups = HeldOutFigures['fairness'][number]['groups'];

/** Four fifths: 29 CFR 1607.4(D). */
const LOW = 0.8;

/** What is drawn before somebody asks for more: a file may hold more groups than a page can draw at once. */
const COLUMNS = 10;
const GROUPS = 20;

/** How groups of people fare, by each column that was kept from the card for this. */
export function Fairness({ figures: { fairness, cutOff } }: { figures: HeldOutFigures }) {
  const { t, number, percent } = useTexts();
  const words = t.scorecards.heldOut;
  const [most, setMost] = useState(COLUMNS);
  const rest = fairness.slice(most);
  const low = rest.reduce((sum, { groups }) => sum + groups.filter(isLow).length, 0);
  return (
    <section aria-label={words.fairness}>
      <h4>{words.fairness}</h4>
      <p class="soft small">
        {fairness.length === 0
          ? words.fairnessNone
          : words.fairnessLead(number(cutOff.score), percent(cutOff.approved))}
      </p>
      {fairness.slice(0, most).map(({ column, groups }) => (
        <ByColumn key={column} {...{ column, groups }} />
      ))}
      {rest.length > 0 && (
        <More
          says={words.moreColumns(number(rest.length), number(low))}
          action={words.showColumns(number(Math.min(COLUMNS, rest.length)))}
          onMore={() => setMost(most + COLUMNS)}
        />
      )}
    </section>
  );
}

function ByColumn({ column, groups }: { column: string; groups: Groups }) {
  const { t, number } = useTexts();
  const words = t.scorecards.heldOut;
  const [isWhole, setIsWhole] = useState(groups.length <= GROUPS);
  const share = (value: number | null) => (value === null ? '–' : `${number(100 * value, 1)}%`);
  const decimals = (value: number | null, digits: number) => (value === null ? '–' : number(value, digits));
  const shown = isWhole ? groups : groups.toSorted((a, b) => b.n - a.n).slice(0, GROUPS);
  const rest = groups.filter((group) => !shown.includes(group));
  const people = rest.reduce((sum, { n }) => sum + n, 0);
  return (
    <>
      <Table
        caption={column}
        columns={[
          { title: words.group, cell: ({ group }) => group },
          { title: t.scorecards.scoredPeople, numeric: true, cell: ({ n }) => number(n) },
          { title: words.approved, numeric: true, cell: ({ approved }) => share(approved) },
          { title: words.ratio, numeric: true, cell: ({ ratio }) => decimals(ratio, 2) },
          { title: words.badRate, numeric: true, cell: ({ badRate }) => share(badRate) },
          { title: words.stated, numeric: true, cell: ({ stated }) => share(stated) },
          { title: 'AUC', numeric: true, cell: ({ auc }) => decimals(auc, 3) },
          {
            title: words.note,
            cell: (group) =>
              group.few ? <span class="soft">{words.few}</span> : isLow(group) ? <b>{words.underFourFifths}</b> : '',
          },
        ]}
        rows={shown}
        keyOf={({ group }) => group}
      />
      {rest.length > 0 && (
        <More
          says={words.moreGroups(number(rest.length), number(people), number(rest.filter(isLow).length))}
          action={words.showGroups(number(groups.length))}
          label={`${words.showGroups(number(groups.length))}: ${column}`}
          onMore={() => setIsWhole(true)}
        />
      )}
    </>
  );
}

/** What is not drawn yet is counted: nothing that wants an explanation hides behind a button. */
function More({ says, action, label, onMore }: { says: string; action: string; label?: string; onMore(): void }) {
  return (
    <p class="soft small more">
      {says}{' '}
      <button type="button" class="button small" aria-label={label} onClick={onMore}>
        {action}
      </button>
    </p>
  );
}

function isLow({ few, ratio }: Groups[number]): boolean {
  return !few && ratio !== null && ratio < LOW;
}
