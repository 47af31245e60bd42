import { parseDay } from '../../../../lib/scoring/calendar.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { type Profile, resolve } from '../../../../lib/scoring/resolve.ts';
import type { Counted } from './verdict.ts';

/** Whether what counts would, believed in full, be worse for the person than if nothing were known. */
export type IsAdverse = (rows: readonly Counted[]) => boolean;

/**
 * Told by the bins of the values, not by the points: a claim in the person's favour that is thought false also takes
 * points away.
 */
export function adverseOn(known: Profile, card: Scorecard, asOf: string): IsAdverse {
  const { inputs } = resolve(known, card, Math.max(parseDay(asOf) as number, known.evidence.latest));
  const gains = new Map(
    card.characteristics.map(({ id, index, points, missing }): [string, number] => {
      const bin = inputs[index]?.bin;
      return [id, bin === undefined ? 0 : (points[bin] as number) - missing];
    }),
  );
  return (rows) => rows.reduce((sum, { id }) => sum + (gains.get(id) ?? 0), 0) < 0;
}
