import type { CurvePoint } from '../../../lib/learning/validation/curve.ts';
import type { Validation } from '../../../lib/learning/validation/validate.ts';
import { type Html, html } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { ksPlot, rocPlot } from '../plots/curves.ts';
import { pairs, table } from '../table.ts';
import { count, fixed, percent, range } from '../words.ts';

/** How well the scores part goods from bads. */
export function discrimination({ found, on }: ReportInput): Section {
  const { auc, aucInterval, gini, ks, ksAt, n, bad } = found;
  return {
    id: 'discrimination',
    title: on === 'held-out' ? 'Discrimination, cross-validated' : 'Discrimination',
    newPage: true,
    body: html`${on === 'held-out' ? HELD_OUT : ''}${pairs([
      ['AUC', html`<b>${fixed(auc, 4)}</b> (95 %: ${range(aucInterval, 4)})`],
      ['Gini', fixed(gini, 4)],
      ['KS', `${fixed(ks, 4)} at a score of ${fixed(ksAt, 0)}`],
      ['People', `${count(n - bad)} good, ${count(bad)} bad`],
    ])}<div class="plots">${rocPlot(found)}${ksPlot(found)}</div>${cutOffs(found)}`,
  };
}

const HELD_OUT = html`<p class="method">These figures are <b>not</b> those of the card on the rows it was learned from. The training rows were parted into
five folds, and for each fold everything – bins, choice of characteristics, strengths, calibration – was learned anew from the other four. Every
person is judged by a table that never saw them. People of a later time or another place may still differ: run <code>tahini validate</code> on such.</p>`;

/** Approve how many, and how bad are they? At the scores nearest to each tenth. */
function cutOffs({ curve, n, bad }: Validation): Html {
  const good = n - bad;
  const scored = curve.filter((point): point is CurvePoint & { score: number } => point.score !== null);
  const approved = ({ goodBelow, badBelow }: CurvePoint) => (good * (1 - goodBelow) + bad * (1 - badBelow)) / n;
  const tenths = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
  const near = (share: number) =>
    scored.reduce((best, next) => (Math.abs(approved(next) - share) < Math.abs(approved(best) - share) ? next : best));
  const rows = [...new Set(tenths.map(near))].map((point) => {
    const share = approved(point);
    return [
      point.score,
      percent(share),
      percent((bad * (1 - point.badBelow)) / (n * share), 2),
      percent(point.badBelow),
      percent(point.goodBelow),
    ];
  });
  return table(
    'What a cut-off does: approve from this score on',
    [
      { head: 'From score', kind: 'number' },
      { head: 'Approved', kind: 'number' },
      { head: 'Bad rate of the approved', kind: 'number' },
      { head: 'Bads refused', kind: 'number' },
      { head: 'Goods refused', kind: 'number' },
    ],
    rows,
  );
}
