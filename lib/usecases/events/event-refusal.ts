import type { ErrorKind } from '../../errors.ts';
import type { EVENT_RULES } from '../../schemas/partner-event.ts';

export type EventRule = ErrorKind | (typeof EVENT_RULES)[number];

/** Why one event was refused; the others go on. */
export interface EventRefusal {
  refused: EventRule;
  /** Which field, and what it should be; no value of it. */
  detail: string;
}

/** Of a dictionary of hundreds of categories, the first few. */
const MOST_CHARACTERS = 200;

export function refuseEvent(refused: EventRule, detail: string): EventRefusal {
  return { refused, detail: detail.length > MOST_CHARACTERS ? `${detail.slice(0, MOST_CHARACTERS - 3)}...` : detail };
}

/** Whoever is unknown, was erased or does not consent: nobody can find out by events who is enrolled. */
export const NOT_REACHABLE = refuseEvent('not-reachable', 'This partner cannot tell about such a person.');
