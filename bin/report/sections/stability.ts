import type { Stability } from '../../../lib/learning/validation/tally.ts';
import type { Shift } from '../../../lib/scorecards/stability.ts';
import type { Characteristic } from '../cells.ts';
import { type Html, html, type Piece } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { table } from '../table.ts';
import { count, fixed, said } from '../words.ts';

/** Whether these people are like those that the card was learned from. */
export function stability({ found, on }: ReportInput, all: readonly Characteristic[]): Section {
  return {
    id: 'stability',
    title: 'Stability',
    body:
      found.stability === null
        ? html`<p>${
            on === 'held-out'
              ? 'The card keeps how its training people were spread over scores and bins. tahini validate compares later people with them.'
              : 'The card keeps no counts of the people it was learned from, so that there is nothing to compare with.'
          }</p>`
        : body(found.stability, all),
  };
}

function body({ learnedFrom, people, score, characteristics }: Stability, all: readonly Characteristic[]): Html {
  const nameOf = (id: string) => said(all.find(({ file }) => file.id === id)!.name);
  const rows = characteristics.map(({ id, ...shift }) => rowOf(nameOf(id), shift));
  return html`<p>${count(learnedFrom)} people learned from, ${count(people)} here. PSI (of a characteristic: CSI) is 0 where both groups are spread alike. The rule of
thumb – under 0.10 stable, over 0.25 another population – takes no account of how many people there are: with few of them chance alone moves it.
<i>By chance</i> is what PSI stays under in 95 of 100 samples of these sizes from one and the same population; only above it is there a shift to speak of, and
with very many people a shift may be certain and still too small to matter.</p>${table(
    'Population stability',
    [
      { head: '' },
      { head: 'PSI / CSI', kind: 'number' },
      { head: 'Bins', kind: 'number' },
      { head: 'By chance', kind: 'number' },
      { head: 'Reading' },
    ],
    [rowOf('Score', score), ...rows],
  )}`;
}

function rowOf(name: Piece, shift: Shift): Piece[] {
  return [name, fixed(shift.psi, 4), shift.bins, fixed(shift.chance, 4), readingOf(shift)];
}

export function readingOf({ psi, chance }: Shift): 'no more than chance' | 'small' | 'moderate' | 'large' {
  if (psi <= chance) return 'no more than chance';
  return psi < 0.1 ? 'small' : psi <= 0.25 ? 'moderate' : 'large';
}
