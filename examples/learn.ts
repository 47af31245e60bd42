import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readable } from './german-credit/readable.ts';
import { mappingFor } from './mapping.ts';
import { split } from './split.ts';

/** A data set of its own folder: how its people are named, and what `tahini train` is told besides the spec. */
export interface Example {
  folder: string;
  /** The file as its README makes it. */
  data: string;
  /** What is done before the rows are parted. */
  prepare(csv: string): string;
  subject: string;
  title: string;
  options: string[];
}

export const EXAMPLES: readonly Example[] = [
  {
    folder: 'german-credit',
    data: 'german.csv',
    prepare: readable,
    subject: 'german',
    title: 'German Credit, learned from outcomes',
    options: ['--fit', 'woe'],
  },
  {
    folder: 'give-me-some-credit',
    data: 'gmsc.csv',
    prepare: (csv) => csv,
    subject: 'gmsc',
    title: 'Give Me Some Credit, learned from outcomes',
    options: [],
  },
];

/** What is committed of each example. */
export const ARTEFACTS = ['learned.json', 'learned.dictionary.json', 'learned.mapping.json'] as const;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const folderOf = ({ folder }: Pick<Example, 'folder'>) => join(ROOT, 'examples', folder);

/** The files that the README's commands make of the data: everybody, and the two parts. */
export function writeParts({ prepare }: Example, csv: string, directory: string) {
  const people = prepare(csv);
  const parts = split(people);
  const files = { people: join(directory, 'people.csv'), train: join(directory, 'train.csv') };
  const test = join(directory, 'test.csv');
  writeFileSync(files.people, people);
  writeFileSync(files.train, parts.train);
  writeFileSync(test, parts.test);
  return { ...files, test };
}

/** Learns the example's card with the README's own command; the files are those of ARTEFACTS. */
export function learnExample(example: Example, csv: string, out: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'tahini-learn-'));
  try {
    const { train } = writeParts(example, csv, directory);
    const card = join(out, 'learned.json');
    const spec = join(folderOf(example), 'training.json');
    const name = ['--id', `${example.folder}-learned`, '--title', example.title];
    const report = join(directory, 'report.html');
    const options = [...example.options, ...name, '--report', report];
    const args = ['train', '--data', train, '--target', 'bad', '--spec', spec, ...options];
    const said = execFileSync(process.execPath, [join(ROOT, 'bin/tahini.ts'), ...args, '--out', card], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const mapping = mappingFor(example.subject, readFileSync(train, 'utf8'), JSON.parse(readFileSync(card, 'utf8')));
    writeFileSync(join(out, 'learned.mapping.json'), `${JSON.stringify(mapping, undefined, 2)}\n`);
    return said;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

// `node examples/learn.ts [where the data are]` writes the learned cards of all examples anew.
if (import.meta.main) {
  const [data = '../shared/data'] = process.argv.slice(2);
  for (const example of EXAMPLES) {
    mkdirSync(folderOf(example), { recursive: true });
    console.log(learnExample(example, readFileSync(join(data, example.data), 'utf8'), folderOf(example)));
  }
}
