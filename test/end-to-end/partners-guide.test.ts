import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { abridged } from '../support/abridged.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';

interface Block {
  language: string;
  code: string;
  kind: string | undefined;
  shown: string;
}

const BLOCK = /```(sh|js|python)\n(.*?)```\n(?:```(json|text)\n(.*?)```\n)?/gs;
const page = readFileSync('docs/partners.md', 'utf8');

function blocksOf(part: string): Block[] {
  const text = page.slice(page.indexOf(`<!-- ${part} -->`), page.indexOf(`<!-- /${part} -->`));
  return [...text.matchAll(BLOCK)].map(([, language = '', code = '', kind, shown = '']) => {
    return { language, code, kind, shown };
  });
}

const [inbound, outbound] = [blocksOf('inbound'), blocksOf('outbound')];
const blocks = [...inbound, ...outbound];

const hasLibrary = spawnSync('python3', ['-c', 'import standardwebhooks']).status === 0;
if (!hasLibrary)
  console.warn('\n!!! NOT RUN: the Python of docs/partners.md, for python3 has no package standardwebhooks here\n');
const isRun = ({ language, code }: Block) => hasLibrary || (language !== 'python' && !code.startsWith('python3 '));

/** A program that names its file is kept in it, and run by a later block; the others are run where they stand. */
function asShell(block: Block): string {
  const { language, code } = block;
  if (!isRun(block)) return ':\n';
  if (language === 'sh') return code;
  const [, file] = /^(?:\/\/|#) (receiver\.\w+)\n/.exec(code) ?? [];
  const run = language === 'js' ? 'node --input-type=module' : 'python3 -';
  return `${file === undefined ? run : `cat > ${file}`} <<'END'\n${code}END\n`;
}

/** One script, so that what one block sets the next one has; what runs beside it ends with it. */
async function scriptFor(url: string, state: string): Promise<string> {
  const command = `'${process.execPath}' '${resolve('bin/tahini.ts')}'`;
  const script = blocks
    .map((block) => `${asShell(block)}echo; echo '=== next ==='`)
    .join('\n')
    .replaceAll('http://127.0.0.1:3000', url)
    .replaceAll('npx tahini token', `${command} token --state '${state}'`)
    .replaceAll('npx tahini', command)
    .replaceAll(/^node |\bnode (?=-e)/gm, `'${process.execPath}' `);
  const free = await freePorts(3);
  return `trap 'kill $(jobs -p)' EXIT\n${script.replaceAll(/\b404[012]\b/g, (port) => String(free[Number(port) - 4040]))}`;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      return new Promise<Server>((done) => {
        const server = createServer().listen(0, '127.0.0.1', () => done(server));
      });
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

test('the guide to partners answers what it shows, by curl, Node and Python', { timeout: 180_000 }, async () => {
  const state = temporaryDirectory();
  const stack = tahini(['start', '--port', '0', '--no-sample', '--state', state]);
  const url = /ready at (\S+)/.exec(await stack.says(/ready at \S+/))![1]!;
  symlinkSync(resolve('node_modules'), join(state, 'node_modules'));
  const ending = { cwd: state, timeout: 170_000 };
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', await scriptFor(url, state)], ending);
  const answers = stdout.split('=== next ===\n').map((text) => text.trim());
  for (const part of [inbound, outbound]) {
    expect(part.filter(({ kind }) => kind !== undefined).length).toBeGreaterThan(5);
  }
  for (const [i, block] of blocks.entries()) {
    const { kind, shown, code } = block;
    if (!isRun(block) || kind === undefined) continue;
    const answer = answers[i] ?? '';
    if (kind === 'text') expect(answer, code).toBe(shown.trim());
    else if (i < inbound.length) expect(JSON.parse(answer), code).toEqual(JSON.parse(shown));
    else expect(JSON.parse(answer), code).toMatchObject(abridged(JSON.parse(shown), JSON.parse(answer)) as object);
  }
});

test('the Python of the guide is Python', () => {
  const programs = blocks.filter(({ language }) => language === 'python');
  expect(programs).toHaveLength(2);
  for (const { code } of programs) {
    const read = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
    if (read.error === undefined) expect([read.status, String(read.stderr)]).toEqual([0, '']);
  }
});

test('the guide names every rule by which an event is refused', async () => {
  const { EVENT_RULES } = await import('../../lib/schemas/partner-event.ts');
  for (const rule of EVENT_RULES) expect(page).toContain(`\`${rule}\``);
});
