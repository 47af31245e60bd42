import type { JobReport } from '../../lib/usecases/rescore/report-of.ts';
import { html } from '../report/html.ts';
import type { Section } from '../report/input.ts';
import { page } from '../report/page.ts';
import { barsPlot } from '../report/plots/bars.ts';
import { type Column, pairs, table } from '../report/table.ts';
import { count, fixed, percent, said, shown } from '../report/words.ts';
import { atAGlance } from './at-a-glance.ts';
import { progressInWords, type Told } from './in-words.ts';

type Finished = Told & { report: JobReport };

const number = (head: string): Column => ({ head, kind: 'number' });

/** What a sweep or a dry run shows of everybody: one HTML file. Pure: the same job gives the same bytes. */
export function jobPage(job: Finished): string {
  const { jobId, scorecard, dryRun, asOf, report } = job;
  const what = dryRun ? 'Dry run' : 'Sweep';
  const head = html`<p class="kicker">${what} of everybody, as of ${asOf}</p>
<h1>${said(scorecard.id)} <small>version ${said(scorecard.version)}</small></h1>
<p>${jobId}: ${progressInWords({ ...job, etaSeconds: undefined })}.</p>`;
  const sections = [
    atAGlance(report),
    scores(report),
    migration(report),
    stability(report),
    reasons(report),
    coverage(report),
  ];
  const named = report.movers === undefined ? [] : [movers(report)];
  return page(`${what} ${jobId}: ${shown(scorecard.id)} ${shown(scorecard.version)}`, head, [...sections, ...named]);
}

function scores({ scores: columns, shifts }: JobReport): Section {
  const before = sharesOf(columns.map((column) => column.before));
  const after = sharesOf(columns.map((column) => column.after));
  const changes = sharesOf(shifts.map(({ people }) => people));
  const y2 = { title: 'share before', zero: true, label: (value: number) => percent(value, 0) };
  return {
    id: 'scores',
    title: 'Scores and their changes',
    body: html`<div class="plots">${barsPlot({
      title: 'Shares of people by score, before and after',
      caption: html`<b>Scores.</b> In steps of ten points.`,
      x: { title: 'score from', labels: columns.map(({ from }) => (from % 100 === 50 ? `${from}` : '')) },
      shares: after,
      lines: [{ mark: 'line-b', says: 'before', values: before }],
      y2,
    })}${barsPlot({
      title: 'Shares of people by change of score',
      caption: html`<b>Changes.</b> In steps of ten points; the outermost hold all that is further.`,
      x: { title: 'points', labels: shifts.map(({ from }) => (from % 50 === 0 ? `${from}` : '')) },
      shares: changes,
      lines: [],
      y2,
    })}</div>`,
  };
}

function migration({ bands, migration: rows }: JobReport): Section {
  const bandsOf = (end: 'from' | 'to') => bands.filter((name) => rows.some((row) => row[end] === name));
  const to = bandsOf('to');
  const cell = (from: string, end: string) => rows.find((row) => row.from === from && row.to === end)?.people ?? 0;
  return {
    id: 'migration',
    title: 'Bands before and after',
    body: table(
      'People by band, from row to column',
      [{ head: 'Before' }, ...to.map((name) => number(name))],
      bandsOf('from').map((from) => [said(from), ...to.map((end) => count(cell(from, end)))]),
    ),
  };
}

function stability({ stability: { since, training, characteristics } }: JobReport): Section {
  const rows = [
    ...(training ? [{ id: 'score, against the training data', ...training }] : []),
    ...(since ? [{ id: 'score, against the scores before', ...since }] : []),
    ...[...characteristics].sort((a, b) => b.psi - a.psi),
  ];
  return {
    id: 'stability',
    title: 'Stability',
    body: html`${table(
      'Population stability index; under 0.1 stable, over 0.25 another population',
      [{ head: 'What' }, number('PSI'), number('Bins'), number('By chance')],
      rows.map(({ id, psi, bins, chance }) => [said(id), fixed(psi, 4), bins, fixed(chance, 4)]),
    )}<p>By chance: what two samples of these sizes from one and the same population stay under in 95 % of cases.</p>`,
  };
}

function reasons({ reasons: codes }: JobReport): Section {
  const sorted = [...codes].sort((a, b) => b.after - a.after || (a.code < b.code ? -1 : 1));
  return {
    id: 'reasons',
    title: 'Reason codes',
    body: html`<p>How many people are told each: because of what is known of them, or because nothing is. A code does not say that
something happened.</p>${table(
      'People by reason code',
      [{ head: 'Code' }, number('Before'), number('After')],
      sorted.map(({ code, before, after }) => [said(code), count(before), count(after)]),
    )}`,
  };
}

function coverage({ coverage: { all, dimensions }, staleness }: JobReport): Section {
  const ages = staleness.map(({ upTo }, i) =>
    upTo === undefined ? `more than ${staleness[i - 1]?.upTo} days` : `up to ${upTo} days`,
  );
  return {
    id: 'coverage',
    title: 'Coverage and age of evidence',
    body: html`${pairs([
      ['Mean coverage', fixed(all, 3)],
      ...Object.entries(dimensions).map(([name, share]) => [said(name), fixed(share, 3)] as const),
    ])}${table(
      'People by age of their newest evidence',
      [{ head: 'Age' }, number('People')],
      staleness.map(({ people }, i) => [ages[i], count(people)]),
    )}`,
  };
}

function movers({ movers: { up, down } }: JobReport): Section {
  return {
    id: 'movers',
    title: 'Who moved furthest',
    body: table(
      'The largest changes each way, by id',
      [{ head: 'Subject' }, number('From'), number('To')],
      [...up, ...down].map(({ subjectId, from, to }) => [said(subjectId), from, to]),
    ),
  };
}

function sharesOf(counts: readonly number[]): number[] {
  const all = Math.max(
    1,
    counts.reduce((sum, each) => sum + each, 0),
  );
  return counts.map((each) => each / all);
}
