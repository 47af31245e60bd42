import { monthsBetween, parseDay } from '../../lib/scoring/calendar.ts';
import type { DecisionThen, LoanThen, WITHOUT } from '../../lib/usecases/outcomes/list-outcomes.ts';

/** Which loans are wanted, and when one that did not go bad counts as good. */
export interface BookFilter {
  product: string | undefined;
  /** Opened on this day or later, and on this day or before. */
  from: string | undefined;
  until: string | undefined;
  performanceMonths: number;
}

/** Why a loan is not in the book: it was not asked for; its outcome is open; or nobody knows what was known. */
export const LEFT_OUT = [
  'filtered',
  'closed',
  'immature',
  'consent',
  'decision',
  'card',
  'readable-decision',
] as const satisfies readonly ('filtered' | 'closed' | 'immature' | (typeof WITHOUT)[number])[];

export type Verdict = { bad: 0 | 1; decision: DecisionThen } | { leftOut: (typeof LEFT_OUT)[number] };

/**
 * Whether a loan is learned from, and as what. Bad is bad, whenever; good is only what was seen to be good when the
 * performance window was over. What was closed before says neither.
 */
export function verdictOn(loan: LoanThen, filter: BookFilter): Verdict {
  if (!isWanted(loan, filter)) return { leftOut: 'filtered' };
  if (loan.outcome === 'closed') return { leftOut: 'closed' };
  if (loan.outcome === 'good' && monthsSeen(loan) < filter.performanceMonths) return { leftOut: 'immature' };
  if (loan.decision === undefined) return { leftOut: loan.without };
  return { bad: loan.outcome === 'bad' ? 1 : 0, decision: loan.decision };
}

function isWanted({ product, openedOn }: LoanThen, { product: wanted, from, until }: BookFilter): boolean {
  if (wanted !== undefined && product !== wanted) return false;
  return openedOn >= (from ?? '') && openedOn <= (until ?? '9999');
}

/** Completed calendar months. */
function monthsSeen({ openedOn, observedOn }: LoanThen): number {
  return monthsBetween(parseDay(openedOn) ?? Number.NaN, parseDay(observedOn) ?? Number.NaN);
}
