import type { BandRow } from '../../../lib/learning/validation/bands.ts';
import { type Html, html } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { barsPlot, rateAxis } from '../plots/bars.ts';
import { bar, table } from '../table.ts';
import { count, percent, said } from '../words.ts';

/** Under this many people a bad rate jumps about. */
const LEAST = 10;

/** Who scores what, and how they turned out. */
export function distribution({ found, card }: ReportInput): Section {
  const { bands, cutOff } = found;
  const labelOf = (name: string) => card.file.bands.find((band) => band.name === name)?.label.en || name;
  return {
    id: 'distribution',
    title: 'Scores and bands',
    body: html`<div class="plots">${histogram(found.distribution)}</div>${table(
      'People by band',
      [
        { head: 'Band' },
        { head: 'From', kind: 'number' },
        { head: 'People', kind: 'number' },
        { head: 'Share', kind: 'number' },
        { head: '', kind: 'bar' },
        { head: 'Bad', kind: 'number' },
        { head: 'Bad rate', kind: 'number' },
      ],
      bands.map((row) => [
        said(labelOf(row.band)),
        row.from,
        count(row.n),
        percent(row.share),
        bar(row.share),
        count(row.bad),
        percent(row.badRate, 2),
      ]),
    )}<p>The cut-off of this report, ${cutOff.chosen === 'given' ? 'as given' : 'which approves 80 % as nearly as ties allow, since none was given'}, is
<b>${cutOff.score}</b>: it approves ${percent(cutOff.approved)}.</p>`,
  };
}

function histogram(steps: readonly BandRow[]): Html {
  const first = steps.findIndex(({ n }) => n > 0);
  const inhabited = steps.slice(first, steps.findLastIndex(({ n }) => n > 0) + 1);
  return barsPlot({
    title: 'Shares of people and bad rates in steps of 25 points',
    caption: html`<b>Scores.</b> In steps of 25 points; bad rates of steps with at least ${LEAST} people.`,
    x: { title: 'score from', labels: inhabited.map(({ from }) => (from % 100 === 0 ? `${from}` : '')) },
    shares: inhabited.map(({ share }) => share),
    lines: [
      { mark: 'line-b', says: 'bad rate', values: inhabited.map(({ n, badRate }) => (n >= LEAST ? badRate : null)) },
    ],
    y2: rateAxis,
  });
}
