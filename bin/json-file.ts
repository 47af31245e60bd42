import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseFile } from '../lib/schemas/json-file.ts';
import { Problem } from '../local/problem.ts';

/** The JSON of a file that an option named. Throws a Problem that says what is wrong with it, and what mends that. */
export function readJson(file: string, option: string): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Problem(`${file} cannot be read`, `name an existing file with ${option}`);
  }
  const text = textOf(bytes, basename(file));
  if (text.trim() === '') throw new Problem(`${basename(file)} is empty`, `name another file with ${option}`);
  try {
    return parseFile(text);
  } catch {
    throw new Problem(`${basename(file)} is not well-formed JSON`, 'an editor shows where; correct it there');
  }
}

/** Half a letter would go into the card for good. A byte order mark is left out. */
function textOf(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(`${name} is not in UTF-8`, 'save it as UTF-8');
  }
}
