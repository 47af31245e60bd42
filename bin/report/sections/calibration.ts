import type { CalibrationRow } from '../../../lib/learning/validation/calibration.ts';
import type { Validation } from '../../../lib/learning/validation/validate.ts';
import { type Html, html } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { reliabilityPlot } from '../plots/reliability.ts';
import { pairs, table } from '../table.ts';
import { count, fixed, percent, percents, pValue } from '../words.ts';

/** Whether the chances that are stated are those that come true. */
export function calibration({ found, on }: ReportInput): Section {
  return {
    id: 'calibration',
    title: on === 'held-out' ? 'Calibration, cross-validated' : 'Calibration',
    body:
      found.calibration === null
        ? html`<p>The card states no chances, so there is nothing to compare.</p>`
        : body(found, found.calibration),
  };
}

function body({ badRate, brier, logLoss }: Validation, found: NonNullable<Validation['calibration']>): Html {
  const verdict =
    found.p < 0.05
      ? 'the stated chances are not those that came true: less than one sample in twenty would be so far off by chance'
      : 'no sign that the stated chances are wrong; with few people that is no proof that they are right';
  return html`${pairs([
    ['Stated on average', percent(found.stated, 2)],
    ['Happened', percent(badRate, 2)],
    [
      'Spiegelhalter test',
      html`z = ${fixed(found.z, 2)}, p ${found.p < 0.001 ? '' : '= '}${pValue(found.p)}: ${verdict}`,
    ],
    ['Brier score', fixed(brier, 5)],
    ['Log-loss', fixed(logLoss, 5)],
  ])}<div class="plots">${reliabilityPlot(found.table)}</div>${table(
    'People of similar stated chances',
    [
      { head: 'Chance of bad' },
      { head: 'People', kind: 'number' },
      { head: 'Stated', kind: 'number' },
      { head: 'Happened', kind: 'number' },
      { head: '95 %', kind: 'number' },
      { head: '' },
    ],
    found.table.map(rowOf),
  )}`;
}

function rowOf({ from, to, n, stated, happened, interval }: CalibrationRow) {
  const outside = stated < interval.low || stated > interval.high;
  return [
    `${fixed(100 * from, 2)} to ${percent(to, 2)}`,
    count(n),
    percent(stated, 2),
    percent(happened, 2),
    percents(interval),
    outside ? 'outside' : '',
  ];
}
