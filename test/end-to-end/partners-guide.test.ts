import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';

const BLOCK = /```(sh|js|python)\n(.*?)```\n(?:```(json|text)\n(.*?)```\n)?/gs;
const page = readFileSync('docs/partners.md', 'utf8');
const guide = page.slice(page.indexOf('<!-- inbound -->'), page.indexOf('<!-- /inbound -->'));
const blocks = [...guide.matchAll(BLOCK)].map(([, language = '', code = '', kind, shown = '']) => {
  return { language, code, kind, shown };
});

const python = spawnSync('python3', ['-c', 'import standardwebhooks']).status === 0;
if (!python)
  console.warn('\n!!! NOT RUN: the Python of docs/partners.md, for python3 has no package standardwebhooks here\n');

/** One script, so that what one block sets the next one has. */
function asShell({ language, code }: (typeof blocks)[number], url: string, state: string): string {
  if (language === 'js') return `'${process.execPath}' --input-type=module <<'END'\n${code}END\n`;
  if (language === 'python') return python ? `python3 - <<'END'\n${code}END\n` : ':\n';
  return code
    .replaceAll('http://127.0.0.1:3000', url)
    .replaceAll('npx tahini token', `'${process.execPath}' '${resolve('bin/tahini.ts')}' token --state '${state}'`)
    .replaceAll('$(node -e', `$('${process.execPath}' -e`);
}

test('the guide to events answers what it shows, by curl, Node and Python', { timeout: 60_000 }, async () => {
  const state = temporaryDirectory();
  const stack = tahini(['start', '--port', '0', '--no-sample', '--state', state]);
  const url = /ready at (\S+)/.exec(await stack.says(/ready at \S+/))![1]!;
  const script = blocks.map((block) => `${asShell(block, url, state)}echo; echo '=== next ==='`).join('\n');
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', script]);
  const answers = stdout.split('=== next ===\n').map((text) => text.trim());
  expect(blocks.filter(({ kind }) => kind !== undefined).length).toBeGreaterThan(5);
  for (const [i, { language, kind, shown, code }] of blocks.entries()) {
    if (language === 'python' && !python) continue;
    if (kind === 'json') expect(JSON.parse(answers[i] ?? ''), code).toEqual(JSON.parse(shown));
    if (kind === 'text') expect(answers[i], code).toBe(shown.trim());
  }
});

test('the Python of the guide is Python', () => {
  const code = blocks.find(({ language }) => language === 'python')?.code ?? '';
  const read = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
  if (read.error === undefined) expect([read.status, String(read.stderr)]).toEqual([0, '']);
});

test('the guide names every rule by which an event is refused', async () => {
  const { EVENT_RULES } = await import('../../lib/schemas/partner-event.ts');
  for (const rule of EVENT_RULES) expect(page).toContain(`\`${rule}\``);
});
