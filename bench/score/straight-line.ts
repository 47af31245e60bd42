import type { CharacteristicFile, ScorecardFile } from '../../lib/schemas/scorecard.ts';
import type { Person } from './ready.ts';

type Bin = CharacteristicFile['bins'][number];
export type Facts = Record<string, unknown>;

const milli = (points: number) => Math.round(points * 1000);

/**
 * The least a scoring program could do: code generated for this card that adds up the points of ready values, each fully
 * trusted, and rounds. No reasons, no dimensions, no coverage, no evidence.
 */
export function straightLine(card: ScorecardFile): (facts: Facts) => number {
  const { min, max, offset } = card.scale;
  const lines = card.characteristics.map((row) => `{ const v = facts.${row.id};\n${chain(row)}\n}`);
  const end = `return Math.min(${max}, Math.max(${min}, Math.round(sum / 1000)));`;
  return new Function('facts', `let sum = ${milli(offset)};\n${lines.join('\n')}\n${end}`) as (facts: Facts) => number;
}

/** The ready values as objects of one hidden class, made by one literal. */
export function readyFacts(card: ScorecardFile, people: readonly Person[]): Facts[] {
  const literal = card.characteristics.map(({ id }) => `${id}: values.${id}`).join(', ');
  const make = new Function('values', `return { ${literal} };`) as (values: Person['values']) => Facts;
  return people.map(({ values }) => make(values));
}

function chain(row: CharacteristicFile): string {
  const missing = `if (v === undefined) sum += ${milli(row.missing.points)};`;
  const unseen = row.unseen ? [`else sum += ${milli(row.unseen.points)};`] : [];
  const special = row.special.map(({ values, points }) => `else if (${anyOf(values)}) sum += ${milli(points)};`);
  const bins = row.bins.map((bin) => `else ${condition(bin)} sum += ${milli(bin.points)};`);
  return [missing, ...special, ...bins, ...unseen].join('\n');
}

function condition(bin: Bin): string {
  if ('categories' in bin) return `if (${anyOf(bin.categories)})`;
  if ('is' in bin) return bin.is ? 'if (v === true)' : 'if (v === false)';
  return bin.to === null ? '' : `if (v < ${bin.to})`;
}

function anyOf(values: readonly (string | number)[]): string {
  return values.map((value) => `v === ${JSON.stringify(value)}`).join(' || ');
}
