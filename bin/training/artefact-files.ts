import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DictionaryFile } from '../../lib/schemas/dictionary.ts';
import type { ScorecardFile } from '../../lib/schemas/scorecard.ts';
import { Problem } from '../../local/problem.ts';
import { dictionaryBeside } from '../scoring/artefacts.ts';
import { writeWhole } from '../whole-file.ts';

/** Before minutes of learning: can files be written where an option says? All in one directory. Throws a Problem. */
export function refuseUnwritable(option: string, ...files: readonly [string, ...string[]]): void {
  const folder = dirname(files[0]);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Problem(`there is no directory ${folder} for ${option}`, 'make it, or name another');
  for (const file of [folder, ...files]) {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there === undefined) continue;
    if (file !== folder && !there.isFile()) throw new Problem(`${file} is not a file`, `name another with ${option}`);
    try {
      accessSync(file, constants.W_OK);
    } catch {
      throw new Problem(`${file} cannot be written`, `free it, or name another with ${option}`);
    }
  }
}

/**
 * Writes a card and, beside it, its dictionary, each whole or not at all. The dictionary gets its name first: should the
 * card's name not follow, the former card is refused beside it, since it states the hash of another.
 */
export function writeArtefacts(out: string, card: ScorecardFile, dictionary: DictionaryFile): void {
  const text = (json: unknown) => `${JSON.stringify(json, undefined, 2)}\n`;
  writeWhole({ [dictionaryBeside(out)]: text(dictionary), [out]: text(card) });
}
