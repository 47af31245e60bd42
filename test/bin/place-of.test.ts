import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OutputFile } from '../../bin/scoring/output.ts';
import { writeWhole } from '../../bin/whole-file.ts';
import { temporaryDirectory } from '../support/local.ts';

function writeLines(path: string): void {
  const file = new OutputFile(path);
  file.write('scores\n');
  file.finish();
}

describe.each([
  ['lines', writeLines],
  ['a text', (path: string) => writeWhole({ [path]: 'scores\n' })],
])('a file of %s that is written under another name first', (_, write) => {
  test('goes where a link leads, and the link stays', () => {
    const directory = temporaryDirectory();
    const [target, link] = [join(directory, 'target.csv'), join(directory, 'link.csv')];
    writeFileSync(target, 'former\n');
    symlinkSync(target, link);
    write(link);
    expect([readFileSync(target, 'utf8'), readFileSync(link, 'utf8')]).toEqual(['scores\n', 'scores\n']);
    writeFileSync(target, 'still the same file\n');
    expect(readFileSync(link, 'utf8')).toBe('still the same file\n');
  });

  test.each(['a directory', 'a device'])('takes nothing away that is no file: %s', (what) => {
    const directory = temporaryDirectory();
    const path = join(directory, 'scores.csv');
    if (what === 'a directory') mkdirSync(path);
    else symlinkSync('/dev/null', path);
    expect(() => write(path)).toThrow('scores.csv is not a file');
    expect(readdirSync(directory)).toEqual(['scores.csv']);
  });
});

test('what is given up after a failure leaves nothing, however often that is said', () => {
  const directory = temporaryDirectory();
  const path = join(directory, 'scores.csv');
  const file = new OutputFile(path);
  file.write('scores\n');
  mkdirSync(path);
  expect(() => file.finish()).toThrow();
  file.abandon();
  file.abandon();
  expect(readdirSync(directory)).toEqual(['scores.csv']);
});
