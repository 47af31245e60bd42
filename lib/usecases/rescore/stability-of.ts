import type { Tallied } from '../../schemas/job.ts';
import { chanceAmong, type Shift, shift, TrainingBaseline } from '../../scorecards/stability.ts';
import type { Scorecard } from '../../scoring/model.ts';
import type { Former } from './former-sweep.ts';

export interface Stability {
  /** The scores against those before the job, and against those whom the card was learned from. */
  since: Shift | undefined;
  training: Shift | undefined;
  /** What the characteristics are held against: those whom the card was learned from, else the last full sweep under it. */
  against: 'training' | 'former' | undefined;
  characteristics: ({ id: string } & Shift)[];
  /** The one that is furthest over what may be; its `chance` is that of the furthest of them all. */
  worst: ({ id: string } & Shift) | undefined;
}

/** A rule of thumb: over it, another population. */
export const DRIFTED = 0.25;

export function hasDrifted({ psi, chance }: Shift): boolean {
  return psi > Math.max(DRIFTED, chance);
}

export function stabilityOf(tally: Tallied, card: Scorecard, former: Former | undefined): Stability {
  const [had, have] = [tally.before, tally.after].map((scores) => scores.reduce(sum, 0));
  const since = had === 0 || have === 0 ? undefined : shift(tens(tally.before), tens(tally.after));
  const known = TrainingBaseline.safeParse(card.file.provenance.baseline);
  const training =
    known.success && have !== 0
      ? shift(known.data.score.counts, regrouped(tally.after, known.data.score.from, card))
      : undefined;
  const then = known.success ? known.data.characteristics : former?.isOfCard ? former.cells : undefined;
  const characteristics = then === undefined ? [] : shiftsOf(tally, card, then);
  const against = characteristics.length === 0 ? undefined : known.success ? 'training' : 'former';
  return { since, training, against, characteristics, worst: worstOf(characteristics) };
}

function shiftsOf({ cells }: Tallied, card: Scorecard, then: Record<string, readonly number[]>) {
  return card.characteristics.flatMap(({ id }, c) => {
    const [before, now] = [then[id], cells[c]!];
    if (before === undefined || before.length !== now.length) return [];
    return now.some(Boolean) && before.some(Boolean) ? [{ id, ...shift(before, now) }] : [];
  });
}

function worstOf(characteristics: Stability['characteristics']): Stability['worst'] {
  const measured = characteristics.map((each) => ({ ...each, chance: chanceAmong(each, characteristics.length) }));
  const excess = ({ psi, chance }: Shift) => psi / Math.max(DRIFTED, chance);
  return measured.reduce<Stability['worst']>(
    (worst, each) => (worst === undefined || excess(each) > excess(worst) ? each : worst),
    undefined,
  );
}

/** Counted from each of `from` to the next, as the baseline was. */
function regrouped(scores: readonly number[], from: readonly number[], { min }: Scorecard): number[] {
  const found = from.map(() => 0);
  scores.forEach((count, i) => {
    found[
      Math.max(
        0,
        from.findLastIndex((edge) => min + i >= edge),
      )
    ]! += count;
  });
  return found;
}

/** By ten points. */
export function tens(scores: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(scores.length / 10) }, (_, i) =>
    scores.slice(10 * i, 10 * i + 10).reduce(sum, 0),
  );
}

const sum = (total: number, count: number) => total + count;
