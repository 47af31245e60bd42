import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';

/** UPDATE_GUIDE=1 writes what the commands print into the page. */
const PAGE = 'docs/learning.md';
const DATA = '../shared/data/german.csv';
const BLOCK = /```sh( start)?\n(.*?)```\n(?:```text\n(.*?)```\n)?/gs;

const page = readFileSync(PAGE, 'utf8');
const guide = page.slice(page.indexOf('<!-- guide -->'), page.indexOf('<!-- /guide -->'));
const blocks = [...guide.matchAll(BLOCK)].map(([, start, shell = '', shown]) => ({ start, shell, shown }));

/** The page's folder, data, address and commands, as they are called here. */
function here(shell: string, directory: string, url: string): string {
  return shell
    .replaceAll('.tahini-learning', directory)
    .replaceAll(' german.csv', ` ${DATA}`)
    .replaceAll(/npx tahini (scorecard )?(import|activate)/g, `$& --api ${url}`)
    .replaceAll('npx tahini', `'${process.execPath}' '${resolve('bin/tahini.ts')}'`)
    .replaceAll(/^npx node /gm, `'${process.execPath}' `)
    .replaceAll('http://127.0.0.1:3000', url);
}

async function run(script: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', script], { maxBuffer: 1e7 });
  return stdout.split('=== next ===\n');
}

test.skipIf(!existsSync(DATA))('the guide to learning prints what it shows', { timeout: 120_000 }, async () => {
  const directory = temporaryDirectory();
  const answers: string[] = [];
  const starts = blocks.findIndex(({ start }) => start !== undefined);
  const script = (from: number, to: number, url: string) =>
    blocks
      .slice(from, to)
      .map(({ shell }) => `exec 2>&1; ${here(shell, directory, url)}echo '=== next ==='`)
      .join('\n');
  answers.push(...(await run(script(0, starts, ''))).slice(0, starts));
  const [, ...args] = here(blocks[starts]!.shell, directory, '').trim().split(' -- ');
  const stack = tahini(['start', '--port', '0', ...args.join(' ').split(' ')]);
  const url = /ready at (\S+)/.exec(await stack.says(/ready at \S+/))![1]!;
  answers.push('', ...(await run(script(starts + 1, blocks.length, url))));
  // How far a slow machine is, it tells on its way.
  const plain = (text = '') => text.replaceAll(directory, '.tahini-learning').replace(/^\d+ %, .*\n/gm, '');
  const printed = blocks.map((_, i) => plain(answers[i]));
  if (process.env.UPDATE_GUIDE === '1') writeFileSync(PAGE, rewritten(printed));
  else
    for (const [i, { shown, shell }] of blocks.entries())
      if (shown !== undefined) expect(printed[i], shell).toBe(shown);
});

function rewritten(printed: readonly string[]): string {
  let i = 0;
  const fresh = guide.replace(BLOCK, (block, _start, _shell, shown) => {
    const answer = printed[i++]!;
    return shown === undefined ? block : block.replace(/```text\n.*?```\n$/s, () => `\`\`\`text\n${answer}\`\`\`\n`);
  });
  return page.replace(guide, () => fresh);
}
