import type { Alarm } from '../../lib/usecases/rescore/alarms-of.ts';
import type { JobReport } from '../../lib/usecases/rescore/report-of.ts';
import { type Html, html, type Piece } from '../report/html.ts';
import type { Section } from '../report/input.ts';
import { type Column, table } from '../report/table.ts';
import { fixed, percent, said } from '../report/words.ts';

const ALARMS: Record<Alarm, string> = {
  ScoresDrifted: 'the scores have drifted',
  CharacteristicDrifted: 'a characteristic has drifted',
  CoverageFell: 'coverage has fallen',
  EvidenceStale: 'evidence has grown old',
};

const number = (head: string): Column => ({ head, kind: 'number' });
const share = (value: number | undefined) => (value === undefined ? '–' : percent(value, 1));

/** What is watched after each sweep, and whether somebody should look into it. */
export function atAGlance(report: JobReport): Section {
  const { alarms } = report;
  const found = html`<b>To look into: ${alarms.map((alarm) => ALARMS[alarm]).join(', ')}.</b>`;
  return {
    id: 'watched',
    title: 'At a glance',
    body: html`<p>${alarms.length === 0 ? 'Nothing to look into.' : found}</p>
${table(
  'What is watched after each sweep',
  [{ head: 'What' }, number('Last sweep'), number('Now'), number('By chance')],
  rowsOf(report),
)}${explained(report)}`,
  };
}

function rowsOf({ coverage, stale, since, stability: { training, since: before, worst } }: JobReport): Piece[][] {
  const drift = training ?? before;
  const which = worst === undefined ? 'the worst characteristic' : said(worst.id);
  return [
    ['mean coverage', fixed(since?.coverage?.before, 3), fixed(coverage.all, 3), fixed(since?.coverage?.chance, 3)],
    ['without news for a year', share(since?.stale.before), share(stale), share(since?.stale.chance)],
    ['drift of scores (PSI)', '–', fixed(drift?.psi, 4), fixed(drift?.chance, 4)],
    [html`drift of ${which} (CSI)`, '–', fixed(worst?.psi, 4), fixed(worst?.chance, 4)],
  ];
}

const AGAINST = { training: 'the training data', former: 'the last sweep' } as const;

function explained({ since, stability: { against } }: JobReport): Html {
  const last =
    since === undefined ? 'There is no last sweep to compare with. ' : html`The last sweep is ${said(since.jobId)}. `;
  const held = against === undefined ? '' : `Characteristics are held against ${AGAINST[against]}. `;
  return html`<p>${last}${held}By chance: how far two samples of these sizes from one and the same population stay apart in 95 % of
cases. What is worse by more than that is told, if it is also more than 0.05 of coverage, 5 in 100 people or an index of 0.25.</p>`;
}
