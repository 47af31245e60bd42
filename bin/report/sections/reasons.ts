import type { Characteristic } from '../cells.ts';
import { html } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { table } from '../table.ts';
import { fixed, said } from '../words.ts';

const REFERENCE = {
  population: 'the average one',
  cutoff: 'the average one near the cut-off',
  maximum: 'the best possible one',
};

/** What an applicant is told. */
export function reasons({ card }: ReportInput, all: readonly Characteristic[]): Section {
  const { baselines, pairs, defaultBaseline } = card.file;
  const rows = all.map(({ file, name }) => [
    html`<code>${file.reasonCode}</code>`,
    said(name),
    said(file.reason.en),
    fixed(baselines.population[file.id], 2),
    fixed(baselines.cutoff[file.id], 2),
  ]);
  const ofPairs = pairs.map((pair) => [
    html`<code>${pair.reasonCode}</code>`,
    'a pair',
    said(pair.reason.en),
    '–',
    '–',
  ]);
  return {
    id: 'reasons',
    title: 'Reason codes',
    body: html`<p>A person is told up to four reasons: the characteristics that were really scored and lie furthest below a reference person (by default:
${REFERENCE[defaultBaseline]}). The wording also says whether the value itself, its absence, its age or a
contradiction cost the points. Read each text as an applicant would.</p>${table(
      'Codes, texts, and the points that a loss is counted from',
      [
        { head: 'Code' },
        { head: 'Characteristic' },
        { head: 'Text' },
        { head: 'Average person', kind: 'number' },
        { head: 'Near the cut-off', kind: 'number' },
      ],
      [...rows, ...ofPairs],
    )}`,
  };
}
