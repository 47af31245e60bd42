import { machine } from '../support/baseline.ts';
import type { Report } from '../support/report.ts';
import { writeSection } from '../support/section.ts';
import { LEAN_PEER, PEER } from './bundles.ts';
import { sizeName } from './sizes.ts';

// Published figures; docs/scale.md says whose, and how they are used.
const EMPTY_FUNCTION_MS = 114;
const PUBLISHED_PEER_MS = 108;

/** Writes size, load time and estimated cold start of each bundle into docs/scale.md. */
export function writeTable(report: Report): void {
  writeSection('bundles', tableOf(report));
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
