import { readFileSync } from 'node:fs';
import type { Config } from '../lib/config.ts';
import { parseFile } from '../lib/schemas/json-file.ts';
import type { CardDocument } from '../lib/schemas/registry.ts';
import { shippedDocument } from '../lib/scorecards/shipped-document.ts';

/** The deployment's own card and dictionary, as they are written. */
export function readConfiguredDocument({ dictionaryFile, scorecardFile }: Config): CardDocument {
  return {
    scorecard: scorecardFile ? readJson(scorecardFile) : shippedDocument.scorecard,
    dictionary: dictionaryFile ? readJson(dictionaryFile) : shippedDocument.dictionary,
  };
}

function readJson(file: string): unknown {
  return parseFile(readFileSync(file, 'utf8'));
}
