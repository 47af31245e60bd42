import type { CutOff } from '../../../lib/learning/validation/cut-off.ts';
import type { GroupRow } from '../../../lib/learning/validation/fairness.ts';
import { type Html, html, type Piece } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { bar, table } from '../table.ts';
import { count, fixed, percent, pValue, range, said } from '../words.ts';

/** How groups of people fare. */
export function fairness({ found, on }: ReportInput): Section {
  const { cutOff } = found;
  return {
    id: 'fairness',
    title: on === 'held-out' ? 'Fairness, cross-validated' : 'Fairness',
    body:
      found.fairness.length === 0
        ? html`<p>No protected column was named (<code>--protected</code>), so nothing can be said. That is not the same as fair.</p>`
        : html`<p>Approval is at ${cutOff.score} and above. The ratio compares a group's approval with that of the group that is approved most, among groups with
enough people; under four fifths it is commonly taken as a sign of adverse impact (29 CFR 1607.4(D)): a sign that wants an explanation, no verdict. Groups
differ in bad rates too, and no card can have equal approval, equal calibration and equal error rates at once when they do. <i>p</i> is Spiegelhalter's:
small means that the stated chances are not true of the group.</p>${found.fairness.map(({ column, groups }) => groupTable(column, groups, cutOff))}`,
  };
}

function groupTable(column: string, groups: readonly GroupRow[], { score }: CutOff): Html {
  return table(
    html`By ${said(column)}, approved from ${score} on`,
    [
      { head: 'Group' },
      { head: 'People', kind: 'number' },
      { head: 'Approved', kind: 'number' },
      { head: '', kind: 'bar' },
      { head: 'Ratio', kind: 'number' },
      { head: 'Bad rate', kind: 'number' },
      { head: 'Stated', kind: 'number' },
      { head: 'p', kind: 'number' },
      { head: 'AUC (95 %)', kind: 'number' },
      { head: '' },
    ],
    groups.map(rowOf),
  );
}

function rowOf(group: GroupRow): Piece[] {
  const { auc, aucInterval, few, underFourFifths } = group;
  return [
    said(group.group),
    count(group.n),
    percent(group.approved),
    bar(group.approved),
    fixed(group.ratio, 2),
    percent(group.badRate),
    percent(group.stated),
    pValue(group.calibrationP),
    auc === null || aucInterval === null ? '–' : `${fixed(auc, 3)} (${range(aucInterval, 2)})`,
    few ? 'too few to say' : underFourFifths ? html`<b>under 4/5</b>` : '',
  ];
}
