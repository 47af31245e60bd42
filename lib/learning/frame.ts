/** A column of numbers; NaN = missing. Special codes are still among the values here. */
export interface NumberColumn {
  name: string;
  kind: 'number';
  values: Float64Array;
}

/** A column of categories: `labels` in code point order, `codes` their places, -1 = missing. */
export interface CategoryColumn {
  name: string;
  kind: 'category';
  codes: Int32Array;
  labels: string[];
}

export type Column = NumberColumn | CategoryColumn;

/** A table of people with known outcomes: what a scorecard is learned from. */
export interface Frame {
  rows: number;
  columns: Column[];
  /** 1 = the bad outcome. */
  bad: Uint8Array;
  /** How many people a row stands for; 1 each when absent. */
  weights?: Float64Array;
}

/** The frame of some rows, in the order given. */
export function take(frame: Frame, rows: ArrayLike<number>): Frame {
  const pick = <T extends Float64Array | Int32Array | Uint8Array>(from: T, into: T): T => {
    for (let i = 0; i < rows.length; i += 1) into[i] = from[rows[i]!]!;
    return into;
  };
  const n = rows.length;
  const columns = frame.columns.map(
    (column): Column =>
      column.kind === 'number'
        ? { ...column, values: pick(column.values, new Float64Array(n)) }
        : { ...column, codes: pick(column.codes, new Int32Array(n)) },
  );
  const taken: Frame = { rows: rows.length, columns, bad: pick(frame.bad, new Uint8Array(n)) };
  return frame.weights === undefined ? taken : { ...taken, weights: pick(frame.weights, new Float64Array(n)) };
}

/** Goods and bads, by weight. */
export function outcomes({ rows, bad, weights }: Frame): { good: number; bad: number } {
  const sums = [0, 0];
  for (let i = 0; i < rows; i += 1) sums[bad[i]!]! += weights === undefined ? 1 : weights[i]!;
  return { good: sums[0]!, bad: sums[1]! };
}

/** A column of category names in any order becomes codes; '' and null are missing. */
export function categoryColumn(name: string, texts: readonly (string | null)[]): CategoryColumn {
  const present = new Set(texts.filter((text): text is string => text !== null && text !== ''));
  const labels = [...present].sort((a, b) => (a < b ? -1 : 1));
  const places = new Map(labels.map((label, code) => [label, code]));
  return { name, kind: 'category', codes: Int32Array.from(texts, (text) => places.get(text ?? '') ?? -1), labels };
}
