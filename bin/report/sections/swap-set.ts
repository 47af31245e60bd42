import type { SwapCell } from '../../../lib/learning/validation/swap-set.ts';
import type { Comparison } from '../../../lib/learning/validation/validate.ts';
import { html, type Piece } from '../html.ts';
import type { Section } from '../input.ts';
import { pairs, table } from '../table.ts';
import { count, fixed, percent, pValue, said } from '../words.ts';

/** Who changes sides when this card takes another's place. */
export function swapSetOf({ card, n, auc, otherAuc, difference, p, swapSet }: Comparison): Section {
  const { cutOff, otherCutOff } = swapSet;
  const row = (name: string, cell: SwapCell): Piece[] => [
    name,
    count(cell.n),
    percent(cell.n / n),
    count(cell.bad),
    percent(cell.badRate, 2),
  ];
  return {
    id: 'swap-set',
    title: 'Against another card',
    body: html`${pairs([
      ['The other card', said(card)],
      ['People whom both score', count(n)],
      ['AUC', `${fixed(auc, 4)} against ${fixed(otherAuc, 4)}`],
      ['Difference', html`${fixed(difference, 4)} (DeLong's paired test: p ${p < 0.001 ? '' : '= '}${pValue(p)})`],
      [
        'Cut-offs',
        `${cutOff.score} approves ${percent(cutOff.approved)}; the other's ${otherCutOff.score} approves ${percent(otherCutOff.approved)}`,
      ],
    ])}${table(
      'Swap set: the same approval rate, other people',
      [
        { head: '' },
        { head: 'People', kind: 'number' },
        { head: 'Share', kind: 'number' },
        { head: 'Bad', kind: 'number' },
        { head: 'Bad rate', kind: 'number' },
      ],
      [
        row('approved by both', swapSet.bothApprove),
        row('swapped in: by this card only', swapSet.swappedIn),
        row('swapped out: by the other only', swapSet.swappedOut),
        row('refused by both', swapSet.bothDecline),
      ],
    )}`,
  };
}
