import { table } from '../../costs/markdown.ts';
import { shown } from '../../support/report.ts';
import type { ScaleInputs } from '../inputs.ts';
import { figure } from '../plan.ts';

const ROW = /^([\d,]+), (\d+) % change: CPU$/;

/** What the real worker took, by people and by how many of them changed. */
export function measuredTable(inputs: ScaleInputs): string {
  const { date, cpu, figures } = inputs.rescore;
  const rows = Object.keys(figures).flatMap((name) => {
    const [, people, percent] = name.match(ROW) ?? [];
    if (people === undefined) return [];
    const of = (what: string) => figure(inputs, `${people}, ${percent} % change: ${what}`);
    return [
      [
        people,
        `${percent} %`,
        of('CPU').toFixed(1),
        ...['live memory', 'memory at most'].map((what) => shown(of(what))),
      ],
    ];
  });
  const head = ['people', 'change', 'CPU us a person', 'live memory, MB', 'memory at most, MB'];
  return `Measured ${date} by \`npm run bench:rescore\` (${cpu}, shared with others):

${table(head, rows)}${missing(figures)}`;
}

/** What the committed run has left out. */
function missing(figures: ScaleInputs['rescore']['figures']): string {
  const out = [0, 10, 100].filter((percent) => figures[`1,000,000, ${percent} % change: CPU`] === undefined);
  if (out.length === 0) return '';
  return `\n\n**Not in this run:** a million of whom ${out.map((percent) => `${percent} %`).join(' and ')} change.`;
}

/** Capacity units by the generated people and by each engine. */
export function unitsTable(inputs: ScaleInputs): string {
  const engines = Object.keys(inputs.rescore.figures).flatMap((name) => name.match(/^(.*): over 1 KB$/)?.[1] ?? []);
  const columns = ['changed', 'over 1 KB', 'scores', 'decision records', 'decisions'];
  const rows = engines.map((engine) => [engine, ...columns.map((what) => shown(figure(inputs, `${engine}: ${what}`)))]);
  const head = ['engine, people', 'changed', 'over 1 KB', 'their write units', 'records a change', 'their write units'];
  const of = (name: string) => shown(figure(inputs, name));
  const within = of('changed, within 1 KB: write units');
  return `Where nobody changes, nobody is written: ${of('unchanged: write units')} write units a person. Where all do, each whose score fits into 1 KB takes exactly ${within};
${of('changed, over 1 KB')} % are larger and take two, so that the mean is ${of('changed: write units')}. On engines with a stream:

${table(head, rows)}`;
}
