// Cards as somebody would register them, after the tiny one: `const two = version('2', { 'characteristics.0.missing.points': 9 })`.

import type { CardDocument } from '../../lib/schemas/registry.ts';
import { contentHash } from '../../lib/scorecards/load.ts';
import { tinyCard, tinyDictionary } from './tiny-card.ts';
import { altered, type CardJson, type DictionaryJson } from './write-card.ts';

export interface Written extends CardDocument {
  scorecard: CardJson;
  dictionary: DictionaryJson;
}

export const tinyDocument: Written = { scorecard: tinyCard, dictionary: tinyDictionary };

/** The tiny card with some places changed, under a version of its own, perhaps over another dictionary. */
export function version(
  name: string,
  changes: Record<string, unknown> = {},
  dictionary: DictionaryJson = tinyDictionary,
): Written {
  const card = altered(tinyCard, { version: name, ...changes });
  return { scorecard: { ...card, dictionary: { id: dictionary.id, hash: contentHash(dictionary) } }, dictionary };
}

export const hashOf = ({ scorecard }: CardDocument) => contentHash(scorecard);
