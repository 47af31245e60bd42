import { ArtefactError } from '../errors.ts';
import type { DictionaryFile } from '../schemas/dictionary.ts';
import type { ScorecardFile } from '../schemas/scorecard.ts';
import type { Dictionary, Scorecard } from '../scoring/model.ts';
import { factCode } from '../scoring/pack/fact-code.ts';
import { compile } from './compile.ts';

/** An artefact that was checked, its defaults filled in, and the hash of the content it was read from. Plain JSON. */
export interface Checked<File> {
  file: File;
  hash: string;
}

export function readyDictionary({ file, hash }: Checked<DictionaryFile>): Dictionary {
  const names = Object.keys(file.facts);
  const codes = names.map(factCode);
  return {
    id: file.id,
    version: file.version,
    hash,
    names,
    facts: Object.values(file.facts),
    index: new Map(names.map((name, index) => [name, index])),
    codes,
    byCode: new Map(codes.map((code, index) => [code, index])),
  };
}

/** Throws an ArtefactError when the card was checked against another dictionary than this. */
export function readyScorecard({ file, hash }: Checked<ScorecardFile>, dictionary: Dictionary): Scorecard {
  if (file.dictionary.hash !== dictionary.hash) {
    throw new ArtefactError('scorecard', [`dictionary: made for another dictionary than ${dictionary.id}`]);
  }
  return compile(file, dictionary, hash);
}
