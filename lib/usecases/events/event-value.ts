import type { EventValue } from '../../schemas/partner.ts';
import { type EventRefusal, refuseEvent } from './event-refusal.ts';

export type Found = { value: unknown } | EventRefusal;

/** What a mapping asks of an event's data. Nothing that objects inherit is ever found, and null counts as missing. */
export function valueIn(data: Readonly<Record<string, unknown>>, asked: EventValue): Found {
  if ('is' in asked) return { value: asked.is };
  const where = `data.${asked.from}`;
  const found = atPath(data, asked.from);
  if (found === undefined || found === null) return refuseEvent('missing-value', `${where} is missing.`);
  if (asked.map === undefined) return { value: found };
  const word = wordOf(found);
  if (word === undefined) return refuseEvent('wrong-type', `${where} must be a word, a number, or true or false.`);
  if (!Object.hasOwn(asked.map, word)) return refuseEvent('unknown-category', `${where} says what nobody mapped.`);
  return { value: asked.map[word] };
}

function atPath(data: unknown, path: string): unknown {
  let found = data;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** Tables are written by words: 30 is looked up as '30', true as 'true'. */
function wordOf(found: unknown): string | undefined {
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : undefined;
}
