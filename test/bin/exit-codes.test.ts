import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { type Command, UsageError } from '../../bin/command.ts';
import { EXIT, EXIT_MEANINGS } from '../../bin/exit-codes.ts';
import { fail } from '../../bin/fail.ts';
import { COMMANDS } from '../../bin/help.ts';
import { ArtefactError } from '../../lib/errors.ts';
import { Problem } from '../../local/problem.ts';
import { tahini, told } from '../support/tahini.ts';

const load = (name: string): Promise<Command> => import(`../../bin/commands/${name}.ts`);
const NOWHERE = ['--api', 'http://127.0.0.1:9', '--token', 't'];
const SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;

/** A command line that is wrong, and one that is right and cannot be done. */
const WRONG: Record<string, string[]> = {
  scorecard: ['list', '--no-such'],
  outcomes: ['export', '--no-such'],
  webhook: ['send', '--no-such'],
  package: ['--param', 'nothing'],
  deploy: [],
  remove: [],
};
const CANNOT: Record<string, string[]> = {
  start: ['--port', '0', '--state', 'package.json'],
  token: ['--subject', 'ada', '--state', 'package.json'],
  import: ['--mapping', 'none.json', 'none.csv'],
  train: ['--data', 'none.csv', '--target', 'bad', '--out', 'none.json'],
  validate: ['--card', 'none.json', '--data', 'none.csv', '--target', 'bad'],
  score: ['--card', 'none.json', '--data', 'none.csv', '--out', 'none.csv.csv'],
  scorecard: ['list', ...NOWHERE],
  rescore: NOWHERE,
  outcomes: ['export', '--out', '/no/such/book.csv', ...NOWHERE],
  webhook: ['send', 'http://127.0.0.1:9', '--partner', 'p', '--secret', SECRET, '--file', 'none.json'],
};

test.each([...COMMANDS])('tahini %s that is told wrong things ends with 2, and nothing was done', async (name) => {
  const { run } = await load(name);
  await expect(run(WRONG[name] ?? ['--no-such'])).rejects.toBeInstanceOf(UsageError);
});

test.each(Object.entries(CANNOT))(
  'tahini %s that cannot do it ends with 1 and says what to do next',
  async (name, args) => {
    const { run } = await load(name);
    const listeners = ['SIGINT', 'SIGTERM', 'uncaughtException'].map(
      (event) => [event, process.listeners(event as 'SIGINT')] as const,
    );
    const error = await run(args).catch((thrown: unknown) => thrown);
    for (const [event, before] of listeners)
      for (const listener of process.listeners(event as 'SIGINT'))
        if (!before.includes(listener)) process.off(event, listener);
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).remedy).not.toBe('');
  },
);

/** What fail() says of an error, and its code. */
function failing(error: unknown, command?: string) {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    return { code: fail(error, command), said: write.mock.calls.map(([text]) => text).join('') };
  } finally {
    write.mockRestore();
  }
}

test.each<[string, unknown, string | undefined, number, string]>([
  [
    'a mistake of who calls',
    new UsageError('no', 'do so'),
    'train',
    2,
    'tahini: no\n  do so\n  tahini train --help tells more, with examples\n',
  ],
  [
    'something that can be put right',
    new Problem('it is full', 'free it'),
    'train',
    1,
    'tahini: it is full\n  free it\n',
  ],
  [
    'a bad artefact',
    new ArtefactError('card', ['a: b']),
    'score',
    1,
    'tahini: card is not valid:\n  a: b\n  correct it, and run the command again\n',
  ],
  [
    'a file that cannot be read',
    Object.assign(new Error('x'), { syscall: 'open', code: 'EACCES', path: 'a.csv' }),
    'score',
    1,
    'tahini: a.csv cannot be read or written (EACCES)\n  free it, or name another one\n',
  ],
  [
    'what nobody foresaw',
    new TypeError('of ada'),
    'score',
    1,
    'tahini: TypeError, which is a mistake of this program\n  NODE_DEBUG=tahini before the same command tells where; please report it with that\n',
  ],
  [
    'what is thrown and no error',
    'ada',
    'score',
    1,
    'tahini: string, which is a mistake of this program\n  NODE_DEBUG=tahini before the same command tells where; please report it with that\n',
  ],
  ['what would command a terminal', new Problem('\u001b[2J', 'x\u0007'), 'score', 1, 'tahini: ?[2J\n  x?\n'],
])('%s is told in the same way', (_, error, command, code, said) => {
  expect(failing(error, command)).toEqual({ code, said });
});

test.each([
  [['scor'], "tahini: there is no command 'scor': did you mean tahini score?: tahini --help lists all commands"],
  [['--colour'], 'tahini: there is no option --colour without a command: tahini --help lists all commands'],
  [
    ['score', '--dta', 'x'],
    'tahini: there is no option --dta; did you mean --data?: tahini score --help tells more, with examples',
  ],
])('%j: what is wrong, then what to do next', async (args, words) => {
  const { code, output, errors } = await tahini(args).ended;
  expect({ code, output, told: told(errors) }).toEqual({ code: EXIT.usage, output: '', told: words });
});

test('whoever has read enough ends nothing with a stack trace', async () => {
  const script = `'${process.execPath}' bin/tahini.ts --help | true; echo "$PIPESTATUS"`;
  const said = await new Promise((done) => {
    execFile('bash', ['-c', script], (_error, output, errors) => done({ output, errors }));
  });
  expect(said).toEqual({ output: '0\n', errors: '' });
});

test('the codes are in the table of docs/cli.md, and nowhere written as numbers', () => {
  const page = readFileSync('docs/cli.md', 'utf8');
  for (const [code, meaning] of EXIT_MEANINGS) expect(page).toContain(`| ${code} | ${meaning} |`);
  for (const name of COMMANDS) {
    const source = readFileSync(`bin/commands/${name}.ts`, 'utf8');
    expect(source).not.toMatch(/exit\(\d|exitCode = \d/);
  }
});
