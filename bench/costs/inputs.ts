import { readBaseline } from '../support/baseline.ts';
import assumptions from './assumptions.json' with { type: 'json' };
import patterns from './patterns.json' with { type: 'json' };
import prices from './prices.json' with { type: 'json' };
import { readStack, type Stack } from './stack.ts';

/** All that docs/costs.md follows from; every part of it is committed. */
export interface Inputs {
  capacity: Measured;
  billed: Measured;
  stack: Stack;
  prices: PriceList;
  assumptions: Assumptions;
  patterns: Readonly<Record<string, Pattern>>;
}

/** A bench's baseline. */
export interface Measured {
  date: string;
  cpu: string;
  figures: Readonly<Record<string, number>>;
}

export interface Price {
  usd: number;
  /** So many units cost that. */
  per: number;
  what: string;
  /** An account's allowance a month. */
  free?: number;
  source: string;
  checked: string;
}

export type Priced = keyof typeof prices.prices;

export interface PriceList {
  lookedUp: string;
  howChecked: Readonly<Record<string, string>>;
  prices: Readonly<Record<Priced, Price>>;
}

interface Assumption {
  value: number;
  low?: number;
  high?: number;
  what: string;
  why: string;
  source: string;
}

export type Assumptions = Readonly<Record<keyof typeof assumptions, Assumption>>;

export interface Pattern {
  what: string;
  /** Requests a month. */
  perPerson: Readonly<Record<string, number>>;
}

export function readInputs(): Inputs {
  return {
    capacity: baseline('capacity'),
    billed: baseline('billed'),
    stack: readStack(new URL('../../', import.meta.url)),
    prices,
    assumptions,
    patterns,
  };
}

function baseline(bench: string): Measured {
  const found = readBaseline(bench);
  if (found === undefined) throw new Error(`there is no baseline: npm run bench:${bench} -- --update`);
  return found;
}
