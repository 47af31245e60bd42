import { html, type Piece } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { provenanceOf, textOf } from '../provenance.ts';
import { pairs } from '../table.ts';
import { count, list, percent, said, told } from '../words.ts';

/** What a model inventory asks for. What the program cannot know is a line to write on. */
export function inventory(input: ReportInput): Section {
  const { card, data, found, program } = input;
  const { file } = card;
  const from = provenanceOf(card);
  const lines: [Piece, Piece][] = [
    ['Card', html`${said(file.title)} (${file.id})`],
    ['Version', said(file.version)],
    ['Content hash', hash(card.hash)],
    ['Kind', kindOf(input)],
    ['Dictionary', html`${said(file.dictionary.id)}, ${hash(file.dictionary.hash)}`],
    ['Learned from', learnedFrom(from)],
    [
      'Parameters',
      from.method === undefined ? 'none: nothing was fitted' : html`${said(from.method)}; ${listed(from.parameters)}`,
    ],
    ['Strengths chosen by cross-validation', listed(from.strengths)],
    ...(from.program === undefined
      ? []
      : [['Learned by', html`${said(from.program.name)} ${said(from.program.version)}`] satisfies [Piece, Piece]]),
    ...from.others.map(([name, value]): [Piece, Piece] => [said(name), told(value)]),
    [
      'Judged on',
      html`${said(data.file)}, target ${said(data.target)}: ${count(found.n)} people, ${count(found.bad)} bad (${percent(found.badRate, 2)}), SHA-256 ${hash(data.sha256)}`,
    ],
    ['This report by', html`tahini ${said(program)}`],
  ];
  return {
    id: 'inventory',
    title: 'Model inventory',
    body: html`${pairs(lines)}<h3>To be filled in by the owner</h3>${pairs(
      BLANK.map((name) => [name, html`<span class="blank"></span>`]),
    )}`,
    newPage: true,
  };
}

const BLANK = [
  'Owner',
  'Developer',
  'Purpose',
  'Approved use, products and people',
  'Uses that are not approved',
  'Definition of bad, and after how many months',
  'Period and population of the data',
  'Date of training',
  'Materiality tier',
  'Next review due',
];

function kindOf({ card }: ReportInput): Piece {
  const kind = card.file.kind === 'expert' ? 'set by experts' : 'learned from outcomes';
  const age = card.file.usesAge ? ', declares that it scores age' : '';
  return `${kind}${age}${card.file.benchmarkOnly ? ', for benchmarks only' : ''}`;
}

function learnedFrom({ source, rows, people, badRate }: ReturnType<typeof provenanceOf>): Piece {
  if (source === undefined) return 'the card does not say';
  const weighted = people !== undefined && people !== rows ? ` standing for ${count(people)} people` : '';
  return html`${said(source.file)}: ${count(rows ?? Number.NaN)} rows${weighted} of ${source.columns} columns, ${count(source.bad)} bad (${percent(badRate, 2)}), SHA-256 ${hash(source.sha256)}`;
}

function hash(text: string): Piece {
  return html`<code>${said(text)}</code>`;
}

function listed(values: Record<string, unknown>): Piece {
  const entries = Object.entries(values);
  return entries.length === 0 ? '–' : list(entries.map(([name, value]) => html`${said(name)} ${said(textOf(value))}`));
}
