import { readFileSync } from 'node:fs';
import type { Config } from '../lib/config.ts';
import { parseFile } from '../lib/schemas/json-file.ts';
import { loadDictionary, loadServedScorecard } from '../lib/scorecards/load.ts';
import { readyDictionary, readyScorecard } from '../lib/scorecards/ready.ts';
import { shipped } from '../lib/scorecards/shipped.ts';
import type { Scorecard } from '../lib/scoring/model.ts';

/** The deployment's own card: one's own artefacts are checked here; those that ship were checked when the functions were built. */
export function configuredCard({ dictionaryFile, scorecardFile }: Config): Scorecard {
  const dictionary = dictionaryFile ? loadDictionary(readJson(dictionaryFile)) : readyDictionary(shipped.dictionary);
  return scorecardFile
    ? loadServedScorecard(readJson(scorecardFile), dictionary)
    : readyScorecard(shipped.scorecard, dictionary);
}

function readJson(file: string): unknown {
  return parseFile(readFileSync(file, 'utf8'));
}
