import { chanceOfBad } from '../../../lib/learning/validation/probability.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { type Html, html } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { roundTicks } from '../plots/axis.ts';
import { table } from '../table.ts';
import { fixed, percent, said } from '../words.ts';

/** What the model is, and how its tables are read. */
export function reading({ card }: ReportInput): Section {
  const { scale, characteristics, pairs, bands } = card.file;
  const and = pairs.length > 0 ? ` and ${pairs.length} tables of two characteristics together` : '';
  return {
    id: 'reading',
    title: 'What the model is, and how to read it',
    body: html`<p>The card is an additive table of points: ${characteristics.length} characteristics${and}, each with points for every
value it may have. A score is <b>${fixed(scale.offset, 2)}</b> plus the points of the person, rounded to a whole number and kept
within ${scale.min} and ${scale.max}. A higher score is a better risk. Points of 0 are those of the average person of the training data
on a learned card. A missing value is never read as the number 0: it has points of its own, 0.00 where nobody in the training data
lacked the value.</p>${oddsOf(card)}
<p>Served scores also weigh who states a fact and how old the statement is: points move from those of <i>missing</i> towards those of the value as
far as the statement can be trusted. In this report everything is taken as stated today by the most trusted source.</p>
<dl class="terms"><div><dt>Weight of evidence (WOE)</dt><dd>logarithm of a bin's odds of good against those of everybody; 0 = as everybody, +0.69 = twice the odds.</dd></div>
<div><dt>Information value (IV)</dt><dd>how much a characteristic tells alone: under 0.02 hardly anything, 0.1 to 0.3 medium, over 0.5 too good to be trusted unseen.</dd></div>
<div><dt>AUC</dt><dd>chance that a random good person scores above a random bad one; 0.5 = a coin. Gini = 2 × AUC − 1.</dd></div>
<div><dt>KS</dt><dd>largest distance between the cumulative shares of goods and of bads.</dd></div>
<div><dt>95 %</dt><dd>an interval that would hold the true figure in 95 of 100 samples of this size.</dd></div></dl>
${table(
  'Bands of the score',
  [{ head: 'Band' }, { head: 'From', kind: 'number' }],
  bands.map(({ name, from, label }) => [said(label.en === '' ? name : label.en), from]),
)}`,
  };
}

function oddsOf(card: Scorecard): Html {
  const { odds, min, max } = card.file.scale;
  const chance = chanceOfBad(card.file);
  if (odds === undefined || chance === undefined)
    return html`<p>The card states no chances: its points were not fitted to outcomes.</p>`;
  const scores = roundTicks(min, max, 12);
  return html`<p>Each ${odds.pdo} points double the odds of good to bad; ${odds.baseScore} points stand for odds of ${odds.baseOdds} to 1.</p>${table(
    'What a score states',
    [
      { head: 'Score', kind: 'number' },
      { head: 'Chance of bad', kind: 'number' },
    ],
    scores.map((score) => [score, percent(chance(score), 2)]),
  )}`;
}
