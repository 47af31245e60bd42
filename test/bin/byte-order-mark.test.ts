import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artefactProblems } from '../../bin/deploy/artefacts.ts';
import { readMapping } from '../../bin/import/mapping.ts';
import { loadCard } from '../../bin/scoring/artefacts.ts';
import { readSpec } from '../../bin/training/spec.ts';
import { readSendArguments } from '../../bin/webhook/send-options.ts';
import { configuredCard } from '../../functions/configured-card.ts';
import { readConfiguredDocument } from '../../functions/configured-document.ts';
import type { Config } from '../../lib/config.ts';
import { newSecret } from '../../lib/http/signature.ts';
import { shipped, shippedJson } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { write } from './import-support.ts';
import { scored } from './score-support.ts';
import { complaint } from './training-support.ts';

/** As some editors save a file. */
const marked = (directory: string, name: string, text: string) => write(directory, name, `\ufeff${text}`);
const copied = (directory: string, name: string, from: string) => marked(directory, name, readFileSync(from, 'utf8'));

describe('a byte order mark is no reason to refuse', () => {
  it('a mapping, or a spec of a training', () => {
    const directory = temporaryDirectory();
    const mapping = 'examples/german-credit/mapping.json';
    expect(readMapping(copied(directory, 'mapping.json', mapping))).toEqual(readMapping(mapping));
    const spec = 'examples/german-credit/training.json';
    expect(readSpec(copied(directory, 'spec.json', spec))).toEqual(readSpec(spec));
  });

  it('a card with its dictionary, which the service and its deployment take, too', () => {
    const directory = temporaryDirectory();
    const scorecardFile = copied(directory, 'card.json', 'lib/scorecards/expert.json');
    const dictionaryFile = copied(directory, 'dictionary.json', 'lib/scorecards/dictionary.json');
    expect(loadCard(scorecardFile, dictionaryFile).hash).toBe(shipped.card.hash);
    const config = { scorecardFile, dictionaryFile } as Config;
    expect(configuredCard(config).hash).toBe(shipped.card.hash);
    expect(readConfiguredDocument(config)).toEqual({
      scorecard: shippedJson.card,
      dictionary: shippedJson.dictionary,
    });
    expect(artefactProblems({ scorecardFile: 'card.json', dictionaryFile: 'dictionary.json' }, directory)).toEqual([]);
  });

  it.each([
    ['Latin-1', Buffer.from('{"label": "Caf\xe9"}', 'latin1'), 'is not in UTF-8: save it as UTF-8'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'is not in UTF-8: save it as UTF-8'],
    ['nothing', Buffer.from('\ufeff \n'), 'is empty: name another file with --spec'],
  ])('but %s is, with what to do', async (_what, bytes, said) => {
    const file = join(temporaryDirectory(), 'spec.json');
    writeFileSync(file, bytes);
    expect(await complaint((async () => readSpec(file))())).toBe(`spec.json ${said}`);
  });

  it('events in a file, which are sent without it', () => {
    const events = '{"events": []}';
    const file = marked(temporaryDirectory(), 'events.json', events);
    const args = ['http://localhost:3000', '--partner', 'acme', '--secret', newSecret(), '--file', file];
    expect(Buffer.from(readSendArguments(args, '').body).toString()).toBe(events);
  });

  it('a CSV file: the first column is found by its name', async () => {
    const { lines } = await scored('\ufeffincome,housing,verified,jobSince\n250,own,yes,2020-01-01\n');
    expect(lines[1]).toMatch(/^0,scored,680,/);
    const quoted = await scored('\ufeff"income","housing","verified","jobSince"\n250,own,yes,2020-01-01\n');
    expect(quoted.lines).toEqual(lines);
  });
});
