import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readArguments as readStage } from '../../bin/deploy/arguments.ts';
import { check } from '../../bin/deploy/check.ts';
import { readSettings } from '../../bin/deploy/settings.ts';
import { helpOf } from '../../bin/help.ts';
import { readArguments as readReplay } from '../../bin/replay/options.ts';
import { readSendArguments } from '../../bin/webhook/send-options.ts';
import { issueToken } from '../../local/issuer.ts';
import { temporaryDirectory } from '../support/local.ts';
import { told } from '../support/tahini.ts';
import { project } from './deploy-support.ts';
import { exampleProject } from './examples-support.ts';

const linesOf = async (command: string) => (await helpOf(command)).examples.map(([, line]) => line);

/** The words of a line as the shell would hand them over, without those that lead to the command. */
function wordsOf(line: string): string[] {
  const words = line.replace(/^.*?(npx tahini|npm run) [\w-]+ ?(-- )?/, '').matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g);
  return [...words].map(([, single, double, plain]) => single ?? double ?? plain!);
}

/** A shell that stands in such a project. */
function shellIn(directory: string, env: Record<string, string>) {
  return {
    cwd: directory,
    env: { ...process.env, FORCE_COLOR: undefined, ...env, PATH: `${directory}/bin:${process.env.PATH}` },
  };
}

/** Runs the example until it says where it is; `end` presses Ctrl-C and tells its exit code. */
async function started(line: string, options: ReturnType<typeof shellIn>) {
  const child = spawn('bash', ['-c', `exec ${line}`], options);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close');
  let output = '';
  const url = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, found] = /ready at (\S+)/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const early = ended.then(() => Promise.reject(new Error(`${line} ended: ${output}`)));
  early.catch(() => {});
  const end = async () => {
    child.kill('SIGINT');
    return (await ended)[0] as number;
  };
  return { url: await Promise.race([url, early]), end };
}

/** Nothing is lent in an example's service. */
const MAY_END = { outcomes: { code: 1, told: /no loan of the book can be learned from/ } } as const;

test('every example of what runs on one machine works as it stands', {
  timeout: 600_000,
}, async () => {
  const directory = exampleProject();
  const [first = '', ...starts] = await linesOf('start');
  const STATE = temporaryDirectory();
  const stack = await started(first, shellIn(directory, { STATE }));
  const scope = 'subjects:any profile:write';
  const TOKEN = await issueToken({ state: STATE, subject: 'shop', tier: 'partner', scope });
  const shell = shellIn(directory, { STATE, API: stack.url, TOKEN });
  const run = (line: string) =>
    new Promise<{ code: unknown; output: string; errors: string }>((done) => {
      execFile('bash', ['-euc', line], shell, (error, output, errors) =>
        done({ code: error?.code ?? 0, output, errors }),
      );
    });
  async function runAll(command: string) {
    for (const line of await linesOf(command)) {
      const { code, output, errors } = await run(line);
      const otherwise = command === 'outcomes' ? MAY_END[command] : undefined;
      expect(code, `${line}\n${errors}`).toBe(otherwise?.code ?? 0);
      if (otherwise !== undefined) expect(told(errors)).toMatch(otherwise.told);
      else if (line.includes('--json')) JSON.parse(line.includes('>') ? read(line) : output);
    }
  }
  async function runEach(...commands: string[]) {
    for (const command of commands) await runAll(command);
  }
  function read(line: string): string {
    return readFileSync(join(directory, line.split('> ')[1]!), 'utf8');
  }
  await Promise.all([runEach('token', 'import', 'outcomes'), runEach('train', 'validate', 'score')]);
  await runEach('scorecard', 'rescore');
  expect(await stack.end()).toBe(0);
  expect(await run((await linesOf('replay-failures'))[0]!)).toMatchObject({ code: 0, errors: '' });
  for (const line of starts) {
    const other = await started(line, shellIn(directory, { STATE: temporaryDirectory() }));
    expect(await other.end()).toBe(0);
  }
});

describe('the examples of what takes AWS or a partner are read and checked as the command does:', () => {
  test('deploy, package and remove', async () => {
    const guide = readFileSync('docs/deploy.md', 'utf8');
    const [, prod = ''] = /```yaml\n# stages\/prod.yml\n(.*?)```/s.exec(guide) ?? [];
    const card = readFileSync('lib/scorecards/expert.json', 'utf8');
    const root = project({ 'stages/prod.yml': prod, 'cards/mine.json': card });
    for (const command of ['deploy', 'package', 'remove']) {
      for (const line of await linesOf(command)) {
        expect(line).toContain(`npm run ${command}`);
        const region = /^AWS_REGION=(\S+)/.exec(line)?.[1];
        const given = readStage(wordsOf(line), region === undefined ? {} : { AWS_REGION: region });
        expect(given).toMatchObject({ rest: [], problems: [] });
        const { wrong, missing } = check(readSettings(root, given), given, root);
        expect(wrong, line).toEqual([]);
        if (command === 'deploy') expect(missing, line).toEqual([]);
        if (command === 'remove') expect(given).toMatchObject({ stage: 'trial', region: 'eu-central-1' });
      }
    }
  });

  test('replay-failures', async () => {
    const [, ...lines] = await linesOf('replay-failures');
    expect(lines.map((line) => readReplay(wordsOf(line)).places)).toEqual([
      [{ kind: 's3', bucket: 'tahini-prod-failures', prefix: '' }],
      [{ kind: 'table', table: 'tahini-prod-operations' }],
    ]);
  });

  test('webhook', async () => {
    const [one = '', many = '', listen = ''] = await linesOf('webhook');
    const secret = ['--secret', `whsec_${Buffer.alloc(32).toString('base64')}`];
    const [, ...words] = wordsOf(one);
    const sent = readSendArguments([...words, ...secret], '');
    expect(JSON.parse(Buffer.from(sent.body).toString())).toMatchObject({ type: 'bill.paid', subjectId: 'amina' });
    const [, ...others] = wordsOf(many.replace('events.json', 'package.json'));
    expect(readSendArguments([...others, ...secret], '')).toMatchObject({ partnerId: 'gridco', json: true });
    expect(wordsOf(listen)).toEqual(['listen', '--secret', '$SECRET', '--port', '4040']);
  });
});
