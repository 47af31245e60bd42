import type { ScorecardFile } from '../../../lib/schemas/scorecard.ts';
import { type Cell, type Characteristic, cellsOf } from '../cells.ts';
import { type Html, html } from '../html.ts';
import type { ReportInput, Section } from '../input.ts';
import { table } from '../table.ts';
import { fixed, said } from '../words.ts';

/** Everything that makes a score, to be checked by hand. */
export function points({ card }: ReportInput, all: readonly Characteristic[]): Section {
  const { scale } = card.file;
  const rows = all.flatMap(({ name, cells }) =>
    cells.map((cell: Cell) => [said(name), cell.says, fixed(cell.points, 2)]),
  );
  return {
    id: 'points',
    title: 'The points table',
    newPage: true,
    body: table(
      html`A score is the sum of one line of each characteristic, within ${scale.min} and ${scale.max}`,
      [{ head: 'Characteristic' }, { head: 'Value' }, { head: 'Points', kind: 'number' }],
      [['everybody', '', fixed(scale.offset, 2)], ...rows],
    ),
  };
}

/** Tables of two characteristics together, as heat maps that are legible without colour. */
export function pairTables({ card }: ReportInput, all: readonly Characteristic[]): Section {
  const { pairs } = card.file;
  return {
    id: 'pairs',
    title: 'Pairs of characteristics',
    body:
      pairs.length === 0
        ? html`<p>The card has no table of two characteristics: each counts by itself.</p>`
        : html`<p>Points that come on top of those of the two characteristics by themselves.</p>${pairs.map((pair) => heatMap(pair, all))}`,
  };
}

function heatMap({ characteristics, cells }: ScorecardFile['pairs'][number], all: readonly Characteristic[]): Html {
  const [down, across] = characteristics.map((id) => all.find(({ file }) => file.id === id)!) as [
    Characteristic,
    Characteristic,
  ];
  const most = Math.max(...cells.flat().map(Math.abs), 1e-9);
  const heads = cellsOf(across.file).map(({ says }) => html`<th scope="col" class="number">${says}</th>`);
  const rows = cellsOf(down.file).map(
    ({ says }, i) =>
      html`<tr><th scope="row">${says}</th>${cells[i]!.map((value) => html`<td class="number ${shade(value / most)}">${fixed(value, 1)}</td>`)}</tr>\n`,
  );
  return html`<div class="wide"><table class="heat"><caption>${said(down.name)} (down) with ${said(across.name)} (across)</caption><thead><tr><td></td>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** One of four shades on either side of nothing. */
function shade(share: number): string {
  const step = Math.ceil(4 * Math.abs(share) - 0.25);
  return step <= 0 ? '' : `${share > 0 ? 'up' : 'down'}-${Math.min(4, step)}`;
}
