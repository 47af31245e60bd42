import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CardDocument } from '../../lib/schemas/registry.ts';
import { contentHash, loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { Problem } from '../../local/problem.ts';
import { readJson } from '../json-file.ts';

const SHIPPED = fileURLToPath(new URL('../../lib/scorecards/dictionary.json', import.meta.url));

/** How a dictionary elsewhere is named. */
const DICTIONARY_OPTIONS: Readonly<Record<string, string>> = {
  '--card': 'name it with --dictionary',
  '--against': 'name it with --against-dictionary',
};

/** Loads a card with its dictionary. Throws a Problem, or an ArtefactError. */
export function loadCard(cardFile: string, dictionaryFile: string | undefined, option = '--card'): Scorecard {
  const { scorecard, dictionary } = readDocument(cardFile, dictionaryFile, option);
  return loadScorecard(scorecard, loadDictionary(dictionary));
}

/**
 * Reads a card and its dictionary: the one named, else the one beside the card that it was made for (`x.dictionary.json`
 * beside `x.json`, or `dictionary.json`), else the shipped one. `option` is what named the card. Throws a Problem.
 */
export function readDocument(cardFile: string, dictionaryFile: string | undefined, option = '--card'): CardDocument {
  const scorecard = readJson(cardFile, option);
  if (dictionaryFile !== undefined) return { scorecard, dictionary: readJson(dictionaryFile, '--dictionary') };
  const beside = dirname(cardFile);
  const files = [dictionaryBeside(cardFile), join(beside, 'dictionary.json'), SHIPPED].filter(existsSync);
  const hash = hashOf(scorecard);
  for (const file of files) {
    const dictionary = readJson(file, '--dictionary');
    if (hash === undefined || contentHash(dictionary) === hash) return { scorecard, dictionary };
  }
  throw new Problem(
    `the dictionary that ${basename(cardFile)} was made for is not beside it`,
    DICTIONARY_OPTIONS[option] ?? 'put it there',
  );
}

/** Where the dictionary of a learned card is written. */
export function dictionaryBeside(cardFile: string): string {
  return join(dirname(cardFile), `${basename(cardFile).replace(/\.json$/, '')}.dictionary.json`);
}

/** Undefined when it is not there; the loader then says what is wrong with the card. */
function hashOf(card: unknown): string | undefined {
  const dictionary = typeof card === 'object' && card !== null && 'dictionary' in card ? card.dictionary : undefined;
  const hash =
    typeof dictionary === 'object' && dictionary !== null && 'hash' in dictionary ? dictionary.hash : undefined;
  return typeof hash === 'string' ? hash : undefined;
}
