import type { Reason } from './reasons.ts';

/** What a stored score is ordered by, compared in this order. */
export interface Guard {
  activationSeq: number;
  profileVersion: number;
  asOf: number;
}

/** The part of a stored score on which it is decided whether a newer one is a change. */
export interface Standing extends Guard {
  cardHash: string;
  status: 'scored' | 'unscorable';
  score: number | undefined;
  band: string | undefined;
  dimensions: readonly number[];
  reasons: readonly Pick<Reason, 'index' | 'kind'>[];
}

/** What erasure leaves behind, so that nothing late brings the person back. */
export interface Tombstone {
  erased: true;
  profileVersion: number;
}

export type Transition =
  | { action: 'ignore'; why: 'former-activation' | 'older' | 'unchanged' | 'erased' }
  | { action: 'confirm' }
  | { action: 'write'; first: boolean; bandChange: { from: string | undefined; to: string | undefined } | undefined };

/**
 * Decides for request, stream and sweep alike what becomes of a newly computed score, and for the publisher whether a
 * stored one was a change. An older result never replaces a newer one, and an equal one is not worth a write - but under a
 * later activation of the same card it is confirmed: else a slow worker of the activation between could still overwrite it.
 */
export function transition(previous: Standing | Tombstone | undefined, next: Standing): Transition {
  if (previous === undefined) return { action: 'write', first: true, bandChange: undefined };
  if ('erased' in previous) {
    if (next.profileVersion <= previous.profileVersion) return { action: 'ignore', why: 'erased' };
    return { action: 'write', first: true, bandChange: undefined };
  }
  if (next.activationSeq < previous.activationSeq) return { action: 'ignore', why: 'former-activation' };
  // Nor does a later activation make an older profile newer: who scored the newer one may have had the former card.
  if (next.profileVersion < previous.profileVersion || compareGuards(next, previous) < 0) {
    return { action: 'ignore', why: 'older' };
  }
  if (sameOutcome(previous, next)) {
    const isLater = next.activationSeq > previous.activationSeq;
    return isLater ? { action: 'confirm' } : { action: 'ignore', why: 'unchanged' };
  }
  const bandChange = previous.band === next.band ? undefined : { from: previous.band, to: next.band };
  return { action: 'write', first: false, bandChange };
}

/** Whether a score was left as it is because a later activation made it. */
export function isOfFormerActivation(transition: Transition | undefined): boolean {
  return transition?.action === 'ignore' && transition.why === 'former-activation';
}

export function compareGuards(a: Guard, b: Guard): number {
  return a.activationSeq - b.activationSeq || a.profileVersion - b.profileVersion || a.asOf - b.asOf;
}

function sameOutcome(a: Standing, b: Standing): boolean {
  return (
    a.cardHash === b.cardHash &&
    a.status === b.status &&
    a.score === b.score &&
    a.dimensions.every((score, d) => score === b.dimensions[d]) &&
    a.reasons.length === b.reasons.length &&
    a.reasons.every(({ index, kind }, i) => index === b.reasons[i]?.index && kind === b.reasons[i]?.kind)
  );
}
