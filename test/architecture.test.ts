import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { brokenRules, circles, type SourceFile } from './support/import-rules.ts';

const root = new URL('../', import.meta.url);
const ROOMS = ['functions', 'lib', 'bin', 'local', 'bench', 'web'];

/** Every TypeScript file of the rooms, by its path from the root. */
const files: SourceFile[] = ROOMS.flatMap((room) =>
  readdirSync(new URL(`${room}/`, root), { recursive: true, encoding: 'utf8' })
    .map((path) => `${room}/${path.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules/'))
    .map((file) => ({ file, source: readFileSync(new URL(file, root), 'utf8') })),
);

describe('the tree is the architecture', () => {
  test('every file imports what its room may import', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(brokenRules(files)).toEqual([]);
  });
  test('no files import one another in a circle', () => {
    expect(circles(files)).toEqual([]);
  });
  test('what is asked behind the ? is shaped once, in the catalogue of the API', () => {
    const own = files.filter(({ file, source }) => file.startsWith('functions/') && /\bz\.coerce\b/.test(source));
    expect(own.map(({ file }) => file)).toEqual([]);
  });
  test('what runs lies in a folder of any name: the path of a URL is no path of a file where that has a space', () => {
    const asPath = /new URL\([^()]*import\.meta\.url\)\s*\.pathname/;
    const found = files.filter(({ file, source }) => !file.startsWith('bench/') && asPath.test(source));
    expect(found.map(({ file }) => file)).toEqual([]);
    expect("new URL('../a b.json', import.meta.url).pathname").toMatch(asPath);
  });
});

/** The rules have teeth: each of these files breaks one. */
describe('a file breaks the rules that', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'scoring: imports the store',
      'lib/scoring/score.ts',
      "import { getScore } from '../store/subjects.ts';",
      /imports lib\/store/,
    ],
    [
      'scoring: imports a type of the scorecards',
      'lib/scoring/score.ts',
      "import type { X } from '../scorecards/load.ts';",
      /imports lib\/scorecards/,
    ],
    [
      'scoring: passes another room on',
      'lib/scoring/score.ts',
      "export * from '../usecases/get-score.ts';",
      /imports lib\/usecases/,
    ],
    [
      'scoring: imports over several lines',
      'lib/scoring/score.ts',
      "import {\n  a,\n  b,\n} from '../http/auth.ts';",
      /imports lib\/http/,
    ],
    ['scoring: imports for a side effect', 'lib/scoring/score.ts', "import '../config.ts';", /imports lib\/config/],
    [
      'scoring: imports later',
      'lib/scoring/score.ts',
      "const x = await import('../config.ts');",
      /imports lib\/config/,
    ],
    ['scoring: imports what it computes', 'lib/scoring/score.ts', 'const x = await import(name);', /computes/],
    ['scoring: requires', 'lib/scoring/score.ts', "const x = require('../config.ts');", /imports lib\/config/],
    [
      'scoring: imports the clock',
      'lib/scoring/score.ts',
      "import { performance } from 'node:perf_hooks';",
      /no part of Node/,
    ],
    ['scoring: imports a package', 'lib/scoring/score.ts', "import * as z from 'zod';", /no package/],
    ['scoring: reads the clock', 'lib/scoring/score.ts', 'const today = Date.now();', /the clock/],
    ['scoring: makes a date of now', 'lib/scoring/score.ts', 'const today = new Date();', /the clock/],
    ['scoring: makes a date of now without brackets', 'lib/scoring/score.ts', 'const today = new Date;', /the clock/],
    [
      'scoring: reads the clock within a text',
      'lib/scoring/score.ts',
      `const today = \`\${Date.now()}\`;`,
      /the clock/,
    ],
    ['scoring: measures itself', 'lib/scoring/score.ts', 'const t = performance.now();', /the clock/],
    ['scoring: throws dice', 'lib/scoring/score.ts', 'const x = Math.random();', /chance/],
    ['scoring: reads the environment', 'lib/scoring/score.ts', 'const x = process.env.TZ;', /environment/],
    [
      'scoring: sorts as the machine speaks',
      'lib/scoring/score.ts',
      'names.sort((a, b) => a.localeCompare(b));',
      /locale/,
    ],
    [
      'scoring: computes what engines may differ on',
      'lib/scoring/score.ts',
      'const x = Math.pow(2, -age);',
      /differently/,
    ],
    [
      'scorecards: import a use case',
      'lib/scorecards/load.ts',
      "import { x } from '../usecases/x.ts';",
      /imports lib\/usecases/,
    ],
    [
      'schemas: import the maths',
      'lib/schemas/score.ts',
      "import { x } from '../scoring/score.ts';",
      /imports lib\/scoring/,
    ],
    ['errors: import anything', 'lib/errors.ts', "import { x } from './schemas/score.ts';", /may import nothing/],
    ['use cases: import the store', 'lib/usecases/x.ts', "import { x } from '../store/x.ts';", /imports lib\/store/],
    ['use cases: import http', 'lib/usecases/x.ts', "import { x } from '../http/x.ts';", /imports lib\/http/],
    [
      'use cases: read the configuration',
      'lib/usecases/x.ts',
      "import { x } from '../config.ts';",
      /imports lib\/config/,
    ],
    [
      'use cases: know DynamoDB',
      'lib/usecases/x.ts',
      "import { x } from '@aws-sdk/client-dynamodb';",
      /only lib\/store/,
    ],
    ['use cases: know middy', 'lib/usecases/x.ts', "import middy from '@middy/core';", /only functions and lib\/http/],
    [
      'functions: know DynamoDB',
      'functions/x.ts',
      "import type { X } from '@aws-sdk/lib-dynamodb';",
      /only lib\/store/,
    ],
    ['functions: learn', 'functions/x.ts', "import { x } from '../lib/learning/x.ts';", /imports lib\/learning/],
    ['functions: import the command line', 'functions/x.ts', "import { x } from '../bin/x.ts';", /imports bin/],
    ['functions: read the environment', 'functions/x.ts', 'const table = process.env.TABLE;', /process\.env/],
    [
      'functions: read the environment by another door',
      'functions/x.ts',
      "import { env } from 'node:process';",
      /process\.env/,
    ],
    ['functions: take the environment apart', 'functions/x.ts', 'const { env } = process;', /process\.env/],
    [
      'the store: imports a use case',
      'lib/store/x.ts',
      "import { x } from '../usecases/x.ts';",
      /imports lib\/usecases/,
    ],
    ['the store: imports http', 'lib/store/x.ts', "import { x } from '../http/x.ts';", /imports lib\/http/],
    ['http: imports the store', 'lib/http/x.ts', "import { x } from '../store/x.ts';", /imports lib\/store/],
    ['http: imports a function', 'lib/http/x.ts', "import { x } from '../../functions/x.ts';", /imports functions/],
    ['the client: imports zod', 'lib/client/x.ts', "import * as z from 'zod';", /no package/],
    ['the client: imports a part of Node', 'lib/client/x.ts', "import { gzip } from 'node:zlib';", /no part of Node/],
    [
      'the client: imports a schema',
      'lib/client/x.ts',
      "import { ScoreReply } from '../schemas/score.ts';",
      /only its type/,
    ],
    [
      'the client: imports the maths',
      'lib/client/x.ts',
      "import type { X } from '../scoring/x.ts';",
      /imports lib\/scoring/,
    ],
    [
      'a function: imports the client',
      'functions/x.ts',
      "import { x } from '../lib/client/x.ts';",
      /imports lib\/client/,
    ],
    ['learning: imports the store', 'lib/learning/x.ts', "import { x } from '../store/x.ts';", /imports lib\/store/],
    ['the local run: imports the command line', 'local/x.ts', "import { x } from '../bin/x.ts';", /imports bin/],
    ['the command line: imports a test', 'bin/x.ts', "import { x } from '../test/support/x.ts';", /imports test/],
    ['a new room is not in the design', 'lib/helpers/x.ts', 'export const x = 1;', /does not know/],
  ])('%s', (_, file, source, rule) => {
    expect(brokenRules([{ file, source }])).toEqual(expect.arrayContaining([expect.stringMatching(rule)]));
  });

  test('say no more than they mean', () => {
    const source = `
      // import { x } from '../store/x.ts'; Date.now() is not for us, nor Math.random()
      /* new Date() and process.env neither */
      import { TahiniError } from '../errors.ts';
      import type { Tier } from '../schemas/dictionary.ts';
      const date = new Date(day * 86_400_000);
      const text = 'Date.now() and process.env in a text';
      const parsed = Date.parse(text);
    `;
    expect(brokenRules([{ file: 'lib/scoring/x.ts', source }])).toEqual([]);
  });
  test('a circle is found, and types alone make none', () => {
    const file = (name: string, source: string) => ({ file: `lib/scoring/${name}.ts`, source });
    const circle = [
      file('a', "import { b } from './b.ts';"),
      file('b', "import { c } from './c.ts';"),
      file('c', "import { a } from './a.ts';"),
    ];
    expect(circles(circle)).toEqual(['lib/scoring/a.ts <-> lib/scoring/b.ts <-> lib/scoring/c.ts']);
    expect(circles([...circle.slice(0, 2), file('c', "import type { A } from './a.ts';")])).toEqual([]);
  });
});
