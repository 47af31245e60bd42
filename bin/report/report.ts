import { characteristicsOf } from './cells.ts';
import { type Html, html } from './html.ts';
import type { ReportInput, Section } from './input.ts';
import type { Limit } from './limits/limit.ts';
import { page } from './page.ts';
import { assumptions, limitsOf } from './sections/assumptions.ts';
import { calibration } from './sections/calibration.ts';
import { characteristics } from './sections/characteristics.ts';
import { discrimination } from './sections/discrimination.ts';
import { distribution } from './sections/distribution.ts';
import { fairness } from './sections/fairness.ts';
import { inventory } from './sections/inventory.ts';
import { pairTables, points } from './sections/points.ts';
import { reading } from './sections/reading.ts';
import { reasons } from './sections/reasons.ts';
import { signOff } from './sections/sign-off.ts';
import { stability } from './sections/stability.ts';
import { swapSetOf } from './sections/swap-set.ts';
import { count, fixed, percent, said, shown } from './words.ts';

/** The report that a risk committee reads, prints and signs: one HTML file. Pure: the same input gives the same bytes. */
export function report(input: ReportInput): string {
  const { card, found } = input;
  const all = characteristicsOf(input);
  const limits = limitsOf(input, all);
  const sections: Section[] = [
    inventory(input),
    reading(input),
    assumptions(limits),
    discrimination(input),
    calibration(input),
    distribution(input),
    characteristics(all, input.on === 'held-out'),
    points(input, all),
    pairTables(input, all),
    reasons(input, all),
    stability(input, all),
    fairness(input),
    ...(found.against === null ? [] : [swapSetOf(found.against)]),
    signOff(),
  ];
  return page(`${shown(card.file.title)} ${shown(card.version)}: scorecard report`, cover(input, limits), sections);
}

function cover({ card, found, data, on }: ReportInput, limits: readonly Limit[]): Html {
  const { auc, aucInterval, ks, n, badRate } = found;
  const strangers = on === 'held-out' ? 'its training people, cross-validated' : html`the people of ${said(data.file)}`;
  const open = limits.filter(({ serious }) => serious).length;
  return html`${card.file.benchmarkOnly ? BENCHMARK : ''}<p class="kicker">Scorecard ${on === 'held-out' ? 'development' : 'validation'} report</p>
<h1>${said(card.file.title)} <small>version ${said(card.version)}</small></h1>
<p>${card.file.kind === 'expert' ? 'A card set by experts' : 'A card learned from outcomes'}, judged on ${strangers}.</p>
<ul class="figures">${[
    [
      on === 'held-out' ? 'AUC, cross-validated' : 'AUC',
      fixed(auc, 3),
      `95 %: ${fixed(aucInterval.low, 3)} to ${fixed(aucInterval.high, 3)}`,
    ],
    ['KS', fixed(ks, 3), `at a score of ${fixed(found.ksAt, 0)}`],
    ['People', count(n), `${percent(badRate, 2)} bad`],
    ['To be answered', count(open), 'see assumptions and limits'],
  ].map(([name, figure, more]) => html`<li><span>${name}</span><b>${figure}</b><small>${more}</small></li>`)}</ul>`;
}

const BENCHMARK = html`<p class="benchmark" role="alert"><b>For benchmarks only.</b> This card may use what credit may not depend on. It must not be used for
any decision on a person, and the service refuses to activate it.</p>`;
