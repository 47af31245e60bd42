import { readFileSync, writeFileSync } from 'node:fs';
import { machine } from '../support/baseline.ts';
import type { Report } from '../support/report.ts';
import { LEAN_PEER, PEER } from './bundles.ts';
import { sizeName } from './sizes.ts';

const PAGE = new URL('../../docs/scale.md', import.meta.url);
const [BEGIN, END] = ['<!-- bundles -->', '<!-- /bundles -->'];

// Published figures; docs/scale.md says whose, and how they are used.
const EMPTY_FUNCTION_MS = 114;
const PUBLISHED_PEER_MS = 108;

/** Writes size, load time and estimated cold start of each bundle into docs/scale.md. */
export function writeTable(report: Report): void {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/scale.md lacks its lines ${BEGIN} and ${END}`);
  writeFileSync(PAGE, `${before}${BEGIN}\n${tableOf(report)}\n${END}${after}`);
}

export function tableOf({ figures }: Report): string {
  const value = (name: string) => figures.find((figure) => figure.name === name)?.value ?? Number.NaN;
  const names = figures.flatMap(({ name }) => (name.endsWith(': size') ? [name.replace(/: size$/, '')] : []));
  const slower = PUBLISHED_PEER_MS / value(`${PEER}: load`);
  const lines = names.map((name) => {
    const load = value(`${name}: load`);
    const times = name === PEER || name === LEAN_PEER ? '' : value(`${name}: load / peer`).toFixed(2);
    const init = [load, load * slower].map((ms) => Math.round(EMPTY_FUNCTION_MS + ms));
    return `| ${name} | ${value(sizeName(name)).toFixed(0)} | ${load.toFixed(0)} | ${times} | ${init.join('-')} |`;
  });
  const { date, node, cpu } = machine();
  return [
    `Measured ${date}, Node ${node}, ${cpu}, two shared cores.`,
    '',
    '| bundle | KB | load, ms | load / peer | init on Lambda, ms, estimated |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}
