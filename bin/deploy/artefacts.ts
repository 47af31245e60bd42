import { readFileSync } from 'node:fs';
import { ArtefactError } from '../../lib/errors.ts';
import { parseFile } from '../../lib/schemas/json-file.ts';
import { loadDictionary, loadServedScorecard } from '../../lib/scorecards/load.ts';

const SHIPPED = { dictionary: 'lib/scorecards/dictionary.json', scorecard: 'lib/scorecards/expert.json' };

/** What every function would refuse when it starts: it loads the same files in the same way. */
export function artefactProblems(values: Readonly<Record<string, string>>, root: string): string[] {
  const { dictionaryFile, scorecardFile } = values;
  if (!dictionaryFile && !scorecardFile) return [];
  const dictionary = load(`dictionaryFile=${dictionaryFile}`, () =>
    loadDictionary(readJson(root, dictionaryFile || SHIPPED.dictionary)),
  );
  if (dictionary.loaded === undefined) return dictionary.problems;
  const { loaded } = dictionary;
  // With a dictionary alone it is the shipped card that has to fit.
  const name = scorecardFile ? `scorecardFile=${scorecardFile}` : 'dictionaryFile without a scorecardFile';
  return load(name, () => loadServedScorecard(readJson(root, scorecardFile || SHIPPED.scorecard), loaded)).problems;
}

function load<T>(name: string, read: () => T): { loaded?: T; problems: string[] } {
  try {
    return { loaded: read(), problems: [] };
  } catch (error) {
    if (error instanceof ArtefactError) return { problems: [`${name}: ${error.message}`] };
    if (error instanceof SyntaxError) return { problems: [`${name}: is not well-formed JSON`] };
    return { problems: [`${name}: there is no such file`] };
  }
}

function readJson(root: string, file: string): unknown {
  return parseFile(readFileSync(`${root}/${file}`, 'utf8'));
}
