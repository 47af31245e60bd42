import { plain, table, usd } from '../../costs/markdown.ts';
import type { Limits, ScaleInputs } from '../inputs.ts';
import { jobItem, moneyOf } from '../money.ts';
import { nightOf } from '../night.ts';
import { bytesOf, PEOPLE, SHARES, tableOf } from '../plan.ts';
import { crowd, percent, SWEEP_HEAD, sweepRows, whole } from './words.ts';

export function sizeTable(inputs: ScaleInputs): string {
  const rows = PEOPLE.map((people) => {
    const { gb, partitions, segments, reads, writes } = tableOf(inputs, people);
    const { reading } = jobItem(inputs, people);
    const cells = [partitions, segments, people / segments, reads, writes, reading].map(whole);
    return [crowd(people), plain(Number(gb.toPrecision(3))), ...cells];
  });
  const head = [
    'people',
    'GB',
    'partitions',
    'segments',
    'people a segment',
    'read units a second',
    'write units a second',
    'units to read the job',
  ];
  return `${table(head, rows)}

${whole(bytesOf(inputs))} bytes a person, as the bench's people have them, and ${inputs.costs.assumptions.itemOverheadBytes.value} more for each item. Segments: what the start chose for a table of that
size. Partitions are taken to be as full as they may be, and no fewer than a new table's; AWS does not show them, and makes more under load.`;
}

export function moneyTable(inputs: ScaleInputs): string {
  const rows = sweepRows((sweep) => {
    const { scan, scores, decisions, workers, publishing, logs, job, total, kept } = moneyOf(inputs, sweep);
    return [...[scan, scores, decisions, workers, publishing, logs, job].map(usd), `**${usd(total)}**`, usd(kept)];
  });
  const head = [
    'scan',
    'scores',
    'decisions',
    'workers',
    'publish-change',
    'logs',
    'job and queue',
    'total',
    'kept, a month',
  ];
  return `${table([SWEEP_HEAD, ...head], rows)}

At the prices of [docs/costs.md](costs.md) (${inputs.costs.prices.lookedUp}, us-east-1), without free allowances. *kept*: the decision records that a sweep adds, with
point-in-time recovery, for each month until they expire. *logs*: the lines of publish-change. Raising a table's warm throughput is
paid for once, and is not in. A dry run is *scan*, *workers* and *job and queue*.`;
}

/** Workers for a night of a billion people, and what they cost, were one assumption another. */
export function whatIfTable(inputs: ScaleInputs): string {
  const { scanPageMs, writeMs } = inputs.limits;
  const cases: [what: string, changed: ScaleInputs][] = [
    ['as above', inputs],
    [`a page of the Scan in ${scanPageMs.low} ms`, assuming(inputs, 'scanPageMs', scanPageMs.low ?? Number.NaN)],
    [`a page of the Scan in ${scanPageMs.high} ms`, assuming(inputs, 'scanPageMs', scanPageMs.high ?? Number.NaN)],
    [`a write in ${4 * writeMs.value} ms`, assuming(inputs, 'writeMs', 4 * writeMs.value)],
    ['a CPU half as fast', slower(inputs, 2)],
  ];
  const people = 1e9;
  const rows = cases.map(([what, changed]) => [
    what,
    ...SHARES.flatMap((share) => {
      const sweep = { people, share };
      return [whole(nightOf(changed, sweep).workers), usd(moneyOf(changed, sweep).workers)];
    }),
  ]);
  const head = SHARES.flatMap((share) => [`workers, ${percent(share)}`, '$']);
  return table([`${crowd(people)} in a night`, ...head], rows);
}

function assuming(inputs: ScaleInputs, name: keyof Limits, value: number): ScaleInputs {
  return { ...inputs, limits: { ...inputs.limits, [name]: { ...inputs.limits[name], value } } };
}

function slower(inputs: ScaleInputs, factor: number): ScaleInputs {
  const { rescore } = inputs;
  const figures = Object.entries(rescore.figures).map(
    ([name, value]) => [name, name.endsWith(': CPU') ? value * factor : value] as const,
  );
  return { ...inputs, rescore: { ...rescore, figures: Object.fromEntries(figures) } };
}

export function limitsTable({ limits }: ScaleInputs): string {
  const rows = Object.values(limits).map(({ what, value, why, source }) => [
    what,
    value < 1 ? value.toFixed(7) : value.toLocaleString('en-US'),
    source.startsWith('https:') ? `${why} ([source](${source}))` : `${why} (${source})`,
  ]);
  return `Kept in \`bench/scale/limits.json\`; change them to yours and run \`npm run docs:scale\`.

${table(['what', 'value', 'why'], rows, false)}`;
}
