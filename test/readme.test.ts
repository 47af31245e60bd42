import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Local } from '../local/start-local.ts';
import { abridged } from './support/abridged.ts';
import { startTestLocal } from './support/local.ts';

const readme = readFileSync('README.md', 'utf8');
const tour = readme.slice(readme.indexOf('<!-- tour -->'), readme.indexOf('<!-- /tour -->'));
const snippets = [...tour.matchAll(/```sh\n(.*?)```\n```json\n(.*?)```/gs)].map(([, shell = '', json = '']) => ({
  shell,
  shown: JSON.parse(json) as unknown,
}));

describe('the five-minute tour of the README', () => {
  let local: Local;
  const stateDir = mkdtempSync(join(tmpdir(), 'tahini-tour-'));
  beforeAll(async () => {
    local = await startTestLocal({ stateDir });
  });
  afterAll(async () => {
    await local.close();
    rmSync(stateDir, { recursive: true, force: true });
  });

  /** One shell for the whole tour, as a reader has; each answer ends with a mark. */
  async function walk(): Promise<string[]> {
    const token = `'${process.execPath}' '${resolve('bin/tahini.ts')}' token --state '${stateDir}'`;
    const script = snippets
      .map(({ shell }) => `${shell}\necho; echo '=== next ==='`)
      .join('\n')
      .replaceAll('http://127.0.0.1:3000', local.url)
      .replaceAll('npx tahini token', token);
    const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script]);
    expect(stderr).toBe('');
    return stdout.split('=== next ===');
  }

  test('answers what it shows', async () => {
    expect(snippets.length).toBeGreaterThan(6);
    const answers = await walk();
    snippets.forEach(({ shown }, i) => {
      const answer: unknown = JSON.parse(answers[i] ?? '');
      expect(answer).toMatchObject(abridged(shown, answer) as object);
    });
  });
});
