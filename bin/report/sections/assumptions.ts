import type { Characteristic } from '../cells.ts';
import { type Html, html } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import type { Limit } from '../limits/limit.ts';
import * as ofCard from '../limits/of-card.ts';
import * as ofData from '../limits/of-data.ts';

const LOOKS = [
  ofCard.whatItIs,
  ofData.fewPeople,
  ofData.notJudged,
  ofData.tooGood,
  ofData.againstOutcomes,
  ofCard.miscalibrated,
  ofCard.drifted,
  ofCard.unfair,
  ofCard.notMeasured,
  ofData.missing,
  ofData.smallCells,
  ofCard.leftOut,
  ofCard.learning,
];

/** Everything that these data and this card say against themselves, the serious first. */
export function limitsOf(input: ReportInput, all: readonly Characteristic[]): Limit[] {
  const limits = LOOKS.flatMap((look) => look(input, all));
  return [...limits.filter(({ serious }) => serious), ...limits.filter(({ serious }) => !serious)];
}

export function assumptions(limits: readonly Limit[]): Section {
  return {
    id: 'limits',
    title: 'Assumptions and limits',
    body: html`<h3>What these data show</h3>${limits.length === 0 ? html`<p>Nothing stood out.</p>` : list(limits)}<h3>What is taken for granted</h3>${GRANTED}`,
  };
}

function list(limits: readonly Limit[]): Html {
  return html`<ul class="limits">${limits.map(
    ({ serious, says }) =>
      html`<li class="${serious ? 'serious' : 'note'}"><b>${serious ? 'Answer this' : 'Note'}</b> ${says}</li>\n`,
  )}</ul>`;
}

const GRANTED = html`<ul>
<li>The outcome means what the lender says it means, was watched for long enough, and for everybody equally long.</li>
<li>The people are like those who will be scored. Those who were once refused have no outcome and are not in the data; nothing was inferred of them.</li>
<li>Every fact is as it was known on the day of the decision, not as it became later.</li>
<li>Characteristics add up. What two of them mean only together is in the card only where it has a table of the two.</li>
<li>Rows are people who have nothing to do with one another; intervals and tests are too sure where several rows are one person.</li>
<li>Times do not change: no figure here says how the card would have done in a recession.</li>
<li>Columns that stand in for a protected one (a postcode for race, say) are not looked for; the fairness tables show only what was named.</li>
</ul>`;
