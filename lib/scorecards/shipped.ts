import dictionaryFile from './dictionary.json' with { type: 'json' };
import scorecardFile from './expert.json' with { type: 'json' };
import { checkDictionary, checkScorecard } from './load.ts';
import { readyDictionary } from './ready.ts';

const dictionary = checkDictionary(dictionaryFile);

/**
 * The dictionary and the card that ship, checked. bin/build.ts runs this file and puts what it exports in its place, so
 * that a bundled function neither checks nor hashes at cold start what was checked and hashed when it was built.
 */
export const shipped = { dictionary, scorecard: checkScorecard(scorecardFile, readyDictionary(dictionary)) };
