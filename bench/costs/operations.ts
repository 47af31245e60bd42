import type { Inputs } from './inputs.ts';
import { recordUse, requestUse, times, together, type Use } from './use.ts';

/** A route: the function behind it, and what the capacity bench calls its part in the store. */
const ROUTES = {
  'PUT profile, first': ['upsert-profile', 'upsert, first'],
  'PUT profile, changed': ['upsert-profile', 'upsert, changed'],
  'PUT profile, unchanged': ['upsert-profile', 'upsert, unchanged'],
  'GET score': ['compute-score', 'read score'],
  'POST score, unchanged': ['compute-score', 'compute, unchanged'],
  'GET history': ['compute-score', 'history'],
  'POST simulate': ['compute-score', 'simulate'],
  'GET profile': ['get-profile', 'read profile'],
  'DELETE profile': ['erase-profile', 'erase'],
} as const;

export type Operation = keyof typeof ROUTES;
export const OPERATIONS = Object.keys(ROUTES) as Operation[];

export function functionOf(operation: Operation): string {
  return ROUTES[operation][0];
}

/** One request with all that follows from it on the stream; `changing` is the share of changed profiles whose score changes. */
export function operationUse(inputs: Inputs, operation: Operation, changing: number): Use {
  const [functionName, inTheStore] = ROUTES[operation];
  const request = requestUse(inputs, operation, functionName, inTheStore);
  return together(request, followUp(inputs, operation, changing));
}

function followUp(inputs: Inputs, operation: Operation, changing: number): Use {
  const scored = (outcome: 'changed' | 'unchanged') =>
    recordUse(inputs, `score-on-change, score ${outcome}`, 'score-on-change', `stream, score ${outcome}`);
  const recorded = (inTheStore: string) => recordUse(inputs, 'publish-change', 'publish-change', inTheStore);
  if (operation === 'PUT profile, first') return together(scored('changed'), recorded('decision record'));
  if (operation === 'DELETE profile') return recorded('erase, on the stream');
  if (operation !== 'PUT profile, changed') return {};
  const changed = together(scored('changed'), recorded('decision record'));
  return together(times(changed, changing), times(scored('unchanged'), 1 - changing));
}
