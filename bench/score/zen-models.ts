import type { CharacteristicFile, ScorecardFile } from '../../lib/schemas/scorecard.ts';

/*
 * The card as GoRules JSON decision models. Points are integer milli-points, as with us:
 * missing + (bin - missing) * trust / 1000.
 */

const milli = (points: number) => Math.round(points * 1000);

/** One expression node that holds all bins as nested conditions. Nobody would write it, but it can be generated. */
export function expressionModel(card: ScorecardFile) {
  return oneExpression(card, (row) => weighted(row, `(${nested(row)})`));
}

/** The same without trust weights, for evidence that is fully trusted. */
export function expressionOfFullTrust(card: ScorecardFile) {
  return oneExpression(card, (row) => `${row.id} == null ? ${milli(row.missing.points)} : (${nested(row)})`);
}

/** A decision table per characteristic, as a person would draw a scorecard, and an expression that adds up. */
export function tablesModel(card: ScorecardFile) {
  const tables = card.characteristics.map(table);
  const sum = card.characteristics.map((row) => `(${weighted(row, `${row.id}Points`)})`).join(' + ');
  const nodes = [...ENDS, ...tables, expressionNode(scoreOf(card, sum))];
  const edges = tables.flatMap(({ id }) => [edge('in', id), edge(id, 'sum')]);
  return { nodes, edges: [...edges, edge('in', 'sum'), edge('sum', 'out')] };
}

/** The expression of trust weights over a list of persons at once. */
export function loopModel(card: ScorecardFile) {
  const loop = { executionMode: 'loop', inputField: 'people', outputPath: 'scores' };
  return oneExpression(card, (row) => weighted(row, `(${nested(row)})`), loop);
}

function oneExpression(card: ScorecardFile, pointsOf: (row: CharacteristicFile) => string, mode: object = SINGLE) {
  const sum = card.characteristics.map((row) => `(${pointsOf(row)})`).join(' + ');
  return { nodes: [...ENDS, expressionNode(scoreOf(card, sum), mode)], edges: [edge('in', 'sum'), edge('sum', 'out')] };
}

const ENDS = [
  { id: 'in', type: 'inputNode', name: 'in', content: { schema: '' } },
  { id: 'out', type: 'outputNode', name: 'out', content: { schema: '' } },
];

function expressionNode(value: string, mode: object = SINGLE) {
  const content = { ...SINGLE, ...mode, expressions: [{ id: 'score', key: 'score', value }] };
  return { id: 'sum', type: 'expressionNode', name: 'sum', content };
}

const SINGLE = { passThrough: false, inputField: null, outputPath: null, executionMode: 'single' };

function edge(sourceId: string, targetId: string) {
  return { id: `${sourceId}-${targetId}`, sourceId, targetId, type: 'edge' };
}

function scoreOf({ scale }: ScorecardFile, sum: string): string {
  return `max([${scale.min}, min([${scale.max}, floor((${milli(scale.offset)} + ${sum}) / 1000 + 0.5)])])`;
}

function weighted({ id, missing }: CharacteristicFile, points: string): string {
  const none = milli(missing.points);
  return `${id} == null ? ${none} : (${none} + (${points} - ${none}) * ${id}Trust / 1000)`;
}

function nested(row: CharacteristicFile): string {
  const bins = row.unseen ? row.bins : row.bins.slice(0, -1);
  const otherwise = row.unseen ?? row.bins[row.bins.length - 1];
  return bins.reduceRight(
    (rest: string, bin) => `${condition(row.id, bin)} ? ${milli(bin.points)} : (${rest})`,
    String(milli(otherwise?.points ?? 0)),
  );
}

function condition(id: string, bin: CharacteristicFile['bins'][number]): string {
  if ('categories' in bin) return bin.categories.map((name) => `${id} == "${name}"`).join(' or ');
  return 'is' in bin ? `${id} == ${bin.is}` : `${id} < ${bin.to}`;
}

function table(row: CharacteristicFile) {
  const rules = [
    ...row.bins.map((bin, i) => ({ _id: `bin${i}`, value: cell(bin), points: String(milli(bin.points)) })),
    ...(row.unseen ? [{ _id: 'unseen', value: '', points: String(milli(row.unseen.points)) }] : []),
  ];
  const content = {
    ...SINGLE,
    hitPolicy: 'first',
    inputs: [{ id: 'value', name: row.id, field: row.id, type: 'expression' }],
    outputs: [{ id: 'points', name: 'points', field: `${row.id}Points`, type: 'expression' }],
    rules: [{ _id: 'missing', value: 'null', points: String(milli(row.missing.points)) }, ...rules],
  };
  return { id: `table-${row.id}`, type: 'decisionTableNode', name: row.id, content };
}

function cell(bin: CharacteristicFile['bins'][number]): string {
  if ('categories' in bin) return bin.categories.map((name) => `"${name}"`).join(', ');
  if ('is' in bin) return String(bin.is);
  if (bin.from === null) return bin.to === null ? '' : `< ${bin.to}`;
  return bin.to === null ? `>= ${bin.from}` : `[${bin.from}..${bin.to})`;
}
