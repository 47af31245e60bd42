import { TURN_COST, TURN_SHARE } from './options.ts';
import { type Direction, type Row, type Segmentation, segment } from './segment.ts';

export interface Directed extends Segmentation {
  direction: Direction;
}

/** How often the level may turn: a card with fewer turns is easier to explain and to trust. */
const TURNS: readonly [Direction, number][] = [
  ['ascending', 0],
  ['descending', 0],
  ['peak', 1],
  ['valley', 1],
  ['none', 3],
];

/**
 * The best bins under a direction. `auto` tries all; each turn must be worth more than chance brings (chi-squared, the
 * unit of `row.value`) and more than a small share of all that the column holds.
 */
export function bestBins(row: Row, most: number, asked: Direction | 'auto'): Directed | undefined {
  if (asked !== 'auto') return withDirection(row, most, asked);
  let best: Directed | undefined;
  let net = Number.NEGATIVE_INFINITY;
  const free = segment(row, most, 'none');
  const perTurn = Math.max(TURN_COST, TURN_SHARE * (free?.value ?? 0));
  for (const [direction, turns] of TURNS) {
    const found = direction === 'none' && free ? { ...free, direction } : withDirection(row, most, direction);
    if (found === undefined || found.value - turns * perTurn <= net) continue;
    best = found;
    net = found.value - turns * perTurn;
  }
  return best;
}

function withDirection(row: Row, most: number, direction: Direction): Directed | undefined {
  const found = segment(row, most, direction);
  return found && { ...found, direction };
}
