import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import { parseDay } from '../../../../lib/scoring/calendar.ts';
import type { Frame } from '../../charts/frame.tsx';

/** A decision along the time axis, in days; those of one day share it out in their order. */
export interface Place {
  decision: ScoreReply;
  at: number;
  /** When the next one follows. */
  until: number;
  score: number | undefined;
}

/** What a decision is known by. */
export function keyOf({ asOf, profileVersion, scorecard }: ScoreReply): string {
  return `${asOf}#${profileVersion}#${scorecard.activationSeq}`;
}

/** Oldest first. */
export function placesOf(newestFirst: readonly ScoreReply[], until: string): Place[] {
  const decisions = [...newestFirst].reverse();
  const starts = decisions.map(({ asOf }, i) => {
    const sameDay = decisions.filter((other) => other.asOf === asOf);
    const place = sameDay.indexOf(decisions[i] as ScoreReply);
    return (parseDay(asOf) as number) + (place + 0.5) / sameDay.length;
  });
  const end = (parseDay(until) as number) + 1;
  return decisions.map((decision, i) => ({
    decision,
    at: starts[i] as number,
    until: starts[i + 1] ?? Math.max(end, starts[i] as number),
    score: decision.score,
  }));
}

/** The line through them: level until the next one, and broken where there is no score. */
export function steps(places: readonly Place[], { x, y }: Pick<Frame, 'x' | 'y'>): string {
  return places
    .map(({ at, until, score }, i) => {
      if (score === undefined) return '';
      const start = places[i - 1]?.score === undefined ? `M${x(at)} ${y(score)}` : `V${y(score)}`;
      return `${start}H${x(until)}`;
    })
    .join('');
}
