import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run as score } from '../../bin/commands/score.ts';
import { run as train } from '../../bin/commands/train.ts';
import { run as validate } from '../../bin/commands/validate.ts';
import { temporaryDirectory } from '../support/local.ts';
import { write } from './import-support.ts';
import { shop } from './score-support.ts';
import { people } from './train-support.ts';

const SAME = 'are the same file';

describe('nothing that is read is written over:', () => {
  it.each([
    ['the data', 'people.json', ['--out', 'people.json']],
    ['the data, where the dictionary would stand', 'card.dictionary.json', ['--out', 'card.json']],
    ['the data behind a link', 'people.json', ['--out', 'link.json']],
    ['the spec', 'people.csv', ['--out', 'spec.json']],
    ['the prior', 'people.csv', ['--out', 'new.json', '--report', 'prior.json', '--prior', 'prior.json']],
    ['the new dictionary', 'people.csv', ['--out', 'card.json', '--report', 'card.dictionary.json']],
  ])('train and %s', async (_what, name, more) => {
    const folder = temporaryDirectory();
    const at = (file: string) => join(folder, file);
    const data = write(folder, name, people(40));
    symlinkSync(data, at('link.json'));
    writeFileSync(at('spec.json'), '{}');
    const files = more.map((part) => (part.startsWith('--') ? part : at(part)));
    const run = train(['--data', data, '--target', 'bad', '--spec', at('spec.json'), ...files]);
    await expect(run).rejects.toThrow(SAME);
    expect([readFileSync(data, 'utf8'), readFileSync(at('spec.json'), 'utf8')]).toEqual([people(40), '{}']);
  });

  it('score and validate keep the card, its dictionary, the other card and the mapping', async () => {
    const folder = temporaryDirectory();
    const at = (file: string) => join(folder, file);
    writeFileSync(at('card.json'), JSON.stringify(shop().files.card));
    writeFileSync(at('card.dictionary.json'), JSON.stringify(shop().files.dictionary));
    for (const part of ['json', 'dictionary.json']) copyFileSync(at(`card.${part}`), at(`other.${part}`));
    writeFileSync(at('map.json'), '{"facts":{"income":{"column":"income"}}}');
    const data = write(folder, 'people.csv', 'income,bad\n1,0\n2,1\n');
    const common = ['--card', at('card.json'), '--data', data];
    for (const out of ['card.dictionary.json', 'card.json', 'people.csv'])
      await expect(score([...common, '--out', at(out)])).rejects.toThrow(SAME);
    await expect(score([...common, '--out', at('s.csv'), '--refused', at('s.csv')])).rejects.toThrow(SAME);
    for (const report of ['card.dictionary.json', 'card.json', 'other.json', 'other.dictionary.json', 'people.csv'])
      await expect(
        validate([...common, '--target', 'bad', '--against', at('other.json'), '--report', at(report)]),
      ).rejects.toThrow(SAME);
  });
});
