import type { Cell, Characteristic } from '../cells.ts';
import { type Html, html, type Piece } from '../html.ts';
import type { Section } from '../input.ts';
import { barsPlot, woeAxis } from '../plots/bars.ts';
import { bar, table } from '../table.ts';
import { count, fixed, percent, said, shown } from '../words.ts';

/** Each characteristic's bins, the strongest first. */
export function characteristics(all: readonly Characteristic[], learnedHere: boolean): Section {
  const ranked = [...all.entries()].sort(([i, a], [k, b]) => b.informationValue - a.informationValue || i - k);
  return {
    id: 'characteristics',
    title: 'Characteristics',
    newPage: true,
    body: html`<p>In the plots the bars are the shares of people in each bin and the line is their weight of evidence${
      learnedHere ? '' : '; the dashed line is the weight of evidence when the card was learned'
    }. S stands for a special code, U for a category that no bin names, M for missing.</p>${ranking(ranked)}${ranked.map(([at, row]) => one(at, row, learnedHere))}`,
  };
}

function ranking(ranked: readonly [number, Characteristic][]): Html {
  const most = Math.max(...ranked.map(([, { informationValue }]) => informationValue));
  return table(
    'Information value in these data',
    [
      { head: 'Characteristic' },
      { head: 'IV', kind: 'number' },
      { head: '', kind: 'bar' },
      { head: 'Bins', kind: 'number' },
      { head: 'Points', kind: 'number' },
      { head: 'As the value rises' },
    ],
    ranked.map(([at, { name, informationValue, cells, file }]) => [
      html`<a href="#c${at}">${said(name)}</a>`,
      fixed(informationValue, 3),
      bar(most > 0 ? informationValue / most : 0),
      file.bins.length,
      spanOf(cells),
      DIRECTIONS[file.direction],
    ]),
  );
}

/** Of points as the value rises. */
const DIRECTIONS: Record<Characteristic['file']['direction'], string> = {
  ascending: 'rise',
  descending: 'fall',
  peak: 'rise, then fall',
  valley: 'fall, then rise',
  none: '–',
};

function spanOf(cells: readonly Cell[]): string {
  const points = cells.map((cell) => cell.points);
  return `${fixed(Math.min(...points), 1)} to ${fixed(Math.max(...points), 1)}`;
}

function one(at: number, row: Characteristic, learnedHere: boolean): Html {
  const { name, informationValue, file } = row;
  const order = file.direction === 'none' ? 'in no order' : `${DIRECTIONS[file.direction]} as the value rises`;
  // A cell that nobody was ever in is in the points table only.
  const told = { ...row, cells: row.cells.filter(({ n, points, learned }) => n > 0 || points !== 0 || learned) };
  return html`<article class="characteristic" id="c${at}"><h3>${said(name)}</h3><p class="small">information value ${fixed(informationValue, 3)}; points ${order}; reason code <code>${file.reasonCode}</code></p><div class="beside">${woePlot(told, learnedHere)}${cellTable(told, learnedHere)}</div></article>\n`;
}

/** That find room under a plot. */
const MOST_LABELS = 16;

function woePlot({ name, cells, people }: Characteristic, learnedHere: boolean): Html {
  const every = Math.ceil(cells.length / MOST_LABELS);
  const here = { mark: 'line-b', says: 'WOE', values: cells.map(({ woe }) => woe) } as const;
  const then = {
    mark: 'line-c',
    says: 'WOE when learned',
    values: cells.map(({ learned }) => learned ?? null),
  } as const;
  const learned = !learnedHere && cells.some((cell) => cell.learned !== undefined);
  return barsPlot({
    title: `Shares of people and weight of evidence by bin of ${shown(name)}; the table has the figures`,
    caption: '',
    x: { title: 'bin', labels: cells.map(({ mark }, k) => (k % every === 0 ? mark : '')) },
    shares: cells.map(({ n }) => n / people),
    lines: learned ? [then, here] : [here],
    y2: woeAxis,
  });
}

function cellTable({ cells, people }: Characteristic, learnedHere: boolean): Html {
  const numbers = ['People', 'Share', 'Bad rate', 'WOE', ...(learnedHere ? [] : ['WOE learned']), 'Points'];
  const cellsOf = ({ n, bad, woe, learned, points }: Cell): Piece[] => [
    count(n),
    percent(n / people),
    percent(n === 0 ? null : bad / n, 2),
    fixed(woe, 3),
    ...(learnedHere ? [] : [fixed(learned, 3)]),
    fixed(points, 2),
  ];
  return table(
    '',
    [
      { head: '#', kind: 'mark' as const },
      { head: 'Bin' },
      ...numbers.map((head) => ({ head, kind: 'number' as const })),
    ],
    cells.map((cell) => [cell.mark, cell.says, ...cellsOf(cell)]),
  );
}
