import { type CutOff, cutOffFor } from './cut-off.ts';
import { type Judged, weightAt } from './people.ts';

/** People on whom two cards agree or not. */
export interface SwapCell {
  n: number;
  bad: number;
  badRate: number | null;
}

export interface SwapSet {
  cutOff: CutOff;
  /** The other card's, at the approval rate nearest to the same. */
  otherCutOff: CutOff;
  bothApprove: SwapCell;
  /** Approved by this card, not by the other. */
  swappedIn: SwapCell;
  /** Approved by the other card, not by this one. */
  swappedOut: SwapCell;
  bothDecline: SwapCell;
}

/** Who would be approved by one card and not by another, at the same approval rate; the same people in the same order. */
export function swapSet(judged: Judged, other: Judged, cutOff: CutOff): SwapSet {
  const otherCutOff = cutOffFor(other, cutOff.approved);
  const cells = [0, 1, 2, 3].map(() => ({ n: 0, bad: 0 }));
  for (let i = 0; i < judged.score.length; i += 1) {
    const here = judged.score[i]! >= cutOff.score ? 1 : 0;
    const there = other.score[i]! >= otherCutOff.score ? 2 : 0;
    const cell = cells[here + there]!;
    cell.n += weightAt(judged, i);
    cell.bad += weightAt(judged, i) * judged.bad[i]!;
  }
  const [bothDecline, swappedIn, swappedOut, bothApprove] = cells.map(
    (cell): SwapCell => ({ ...cell, badRate: cell.n === 0 ? null : cell.bad / cell.n }),
  ) as [SwapCell, SwapCell, SwapCell, SwapCell];
  return { cutOff, otherCutOff, bothApprove, swappedIn, swappedOut, bothDecline };
}
