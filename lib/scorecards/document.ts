import { ArtefactError } from '../errors.ts';
import type { CardDocument } from '../schemas/registry.ts';
import type { Scorecard } from '../scoring/model.ts';
import { loadDictionary, loadServedScorecard } from './load.ts';

/** Makes a registered card ready, by the loader that serves every card. Throws an ArtefactError, also when it is not the card of this hash. */
export function loadDocument({ scorecard, dictionary }: CardDocument, hash: string): Scorecard {
  const card = loadServedScorecard(scorecard, loadDictionary(dictionary));
  if (card.hash !== hash) throw new ArtefactError('scorecard', [`its content is not that of ${hash.slice(0, 12)}`]);
  return card;
}

const MOST = { values: 200_000, depth: 24, entries: 5000, items: 1000 };

/**
 * What makes a document no scorecard at first sight, found in one walk, so that no loader has to complain of a million
 * bins one by one. Each problem is `path: rule`; the first is enough.
 */
export function sprawlProblems(document: CardDocument): string[] {
  const open: { at: string; value: unknown; depth: number }[] = [{ at: '', value: document, depth: 0 }];
  let values = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, value, depth } = next;
    values += 1;
    const rule = values > MOST.values ? `more than ${MOST.values} values` : ruleBroken(value, depth);
    if (rule !== undefined) return [`${at.slice(1) || '(root)'}: ${rule}`];
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      open.push({ at: `${at}.${name}`, value: member, depth: depth + 1 });
    }
  }
  return [];
}

function ruleBroken(value: unknown, depth: number): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is no finite number';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > MOST.depth) return `more than ${MOST.depth} levels deep`;
  if (Array.isArray(value)) return value.length > MOST.items ? `more than ${MOST.items} items` : undefined;
  if (Object.hasOwn(value, '__proto__')) return "a member named '__proto__'";
  return Object.keys(value).length > MOST.entries ? `more than ${MOST.entries} members` : undefined;
}
