import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../bin/command.ts';
import { readArguments } from '../../bin/import/options.ts';
import type { Local } from '../../local/start-local.ts';
import { startTestLocal, temporaryDirectory } from '../support/local.ts';
import { tahini, told } from '../support/tahini.ts';
import { accept, stubApi, write } from './import-support.ts';

const MAPPING = JSON.stringify({
  source: 'bank',
  tier: 'partner',
  subject: { column: 'id' },
  observedAt: { column: 'day' },
  facts: { monthlyIncome: { column: 'income', type: 'number' } },
});
const rows = (count: number) =>
  `id,day,income\n${Array.from({ length: count }, (_, row) => `p${row},2026-10-01,${row}\n`).join('')}`;

/** A directory with a mapping and a file, and the command that imports it. */
function prepare(text: string, ...more: string[]) {
  const directory = temporaryDirectory();
  const files = ['--mapping', write(directory, 'mapping.json', MAPPING), write(directory, 'people.csv', text)];
  const run = (...args: string[]) => tahini(['import', ...files, ...more, ...args]);
  return { directory, run };
}

describe('tahini import', () => {
  it.each([
    ['without a mapping', ['people.csv'], '--mapping is missing'],
    ['with two files', ['--mapping', 'm.json', 'a.csv', 'b.csv'], 'one CSV file at a time'],
    ['with an unknown option', ['--mapping', 'm.json', 'a.csv', '--fast'], 'fast'],
    ['with no concurrency', ['--mapping', 'm.json', 'a.csv', '--concurrency', '0'], 'from 1 to 256'],
    [
      'for an API elsewhere, without its token',
      ['--mapping', 'm.json', 'a.csv', '--api', 'https://x.example'],
      '--token',
    ],
    ['that would overwrite its own file', ['--mapping', 'm.json', 'a.csv', '--refused', 'a.csv'], 'different files'],
  ])('%s is told how to use it', (_what, args, message) => {
    expect(() => readArguments(args, 'tahini import ...')).toThrow(UsageError);
    expect(() => readArguments(args, 'tahini import ...')).toThrow(message);
  });

  it('ends with code 2 when it was used wrongly', async () => {
    expect(await tahini(['import', 'people.csv']).ended).toMatchObject({ code: 2, output: '' });
  });

  it.each([
    ['a column is unknown', 'id,day,income,age\n', [], 'what becomes of column "age"'],
    [
      'a directory is missing',
      rows(1),
      ['--refused', 'no/such/place.csv'],
      'no/such cannot be read or written (ENOENT)',
    ],
  ])('fails in one line where %s', async (_what, text, args, message) => {
    const { code, output, errors } = await prepare(text).run(...args).ended;
    expect([code, output]).toEqual([1, '']);
    expect(told(errors)).toContain(message);
  });
});

describe('an import that is ended', () => {
  const count = 3000;
  async function waitFor(condition: () => boolean) {
    while (!condition()) await sleep(5);
  }

  it('by kill -9 goes on near where it was, and misses nobody', async () => {
    let delayMs = 8;
    const { api, calls } = await stubApi((_seen, response) => void setTimeout(() => accept(response), delayMs));
    const { directory, run } = prepare(rows(count), '--api', api.href, '--token', 't');
    const first = run();
    // It is written once a second.
    await waitFor(() => existsSync(join(directory, 'people.csv.import.json')) || first.child.exitCode !== null);
    first.child.kill('SIGKILL');
    await first.ended;
    const sent = calls.length;
    delayMs = 0;
    expect(sent).toBeLessThan(count);
    const { code, output, errors } = await run('--json').ended;
    expect(errors).toContain('continues at row ');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ rows: count, imported: count, unchanged: 0, refused: 0 });
    expect(new Set(calls.map(({ path }) => path)).size).toBe(count);
    expect(calls.length - sent).toBeLessThan(count);
  });

  it('by Ctrl-C lets what is under way end, and sends no row twice', async () => {
    const { api, calls } = await stubApi();
    const { directory, run } = prepare(rows(count), '--api', api.href, '--token', 't');
    const first = run();
    await waitFor(() => calls.length > 500);
    first.child.kill('SIGINT');
    const { code, output, errors } = await first.ended;
    expect([code, output]).toEqual([130, '']);
    expect(errors).toContain('run the same command again to continue');
    expect(JSON.parse(readFileSync(join(directory, 'people.csv.import.json'), 'utf8')).next).toBe(calls.length);
    expect((await run().ended).output).toMatch(/^3,000 rows in .* 3,000 imported, 0 unchanged, 0 refused/);
    expect(calls).toHaveLength(count);
  });
});

describe('an import of many rows', () => {
  /** The most memory that the process ever held, in MB; a small heap, so that garbage is not left lying about. */
  async function mostMemory(api: URL, count: number): Promise<number> {
    const hook = "process.on('exit',()=>console.error('RSS',process.resourceUsage().maxRSS))";
    const options = `--max-old-space-size=40 --max-semi-space-size=2 --import data:text/javascript,${hook}`;
    const wide = `,2026-10-01,1\n`.padStart(4000, 'x');
    const directory = temporaryDirectory();
    const mapping = MAPPING.replace('{"column":"id"}', '{"template":"p{row}"},"ignore":["id"]');
    const files = [
      write(directory, 'mapping.json', mapping),
      write(directory, 'people.csv', `id,day,income\n${wide.repeat(count)}`),
    ];
    const args = ['import', '--mapping', ...files, '--api', api.href, '--token', 't'];
    const { code, errors } = await tahini(args, { NODE_OPTIONS: options }).ended;
    expect(errors).toContain('RSS');
    expect(code).toBe(0);
    return Number(/RSS (\d+)/.exec(errors)?.[1]) / 1024;
  }

  it('needs no more memory than one of few', async () => {
    const { api, calls } = await stubApi();
    const few = await mostMemory(api, 1000);
    const many = await mostMemory(api, 12_000);
    expect(calls).toHaveLength(13_000);
    console.log(`import: ${few.toFixed(0)} MB at 1,000 rows, ${many.toFixed(0)} MB at 12,000 (48 MB of CSV)`);
    expect(many - few).toBeLessThan(40);
  });
});

describe('against the real service', () => {
  let local: Local;
  beforeAll(async () => {
    local = await startTestLocal();
  });
  afterAll(() => local?.close());

  const TEXT = 'id,day,income\nann,2026-10-01,1200\nbob,2100-01-01,900\ncem,2026-10-01,-4\nann,2026-10-02,1300\n';

  it('imports what is good, keeps what is refused, and finds nothing new the second time', async () => {
    const { directory, run } = prepare(
      TEXT,
      '--api',
      local.url,
      '--state',
      local.state.directory,
      '--concurrency',
      '1',
    );
    const { code, output, errors } = await run('--json').ended;
    expect(JSON.parse(output)).toMatchObject({ rows: 4, imported: 2, unchanged: 0, refused: 2 });
    expect(errors).toContain('people.csv.refused.csv');
    expect(code).toBe(3);
    const refused = readFileSync(join(directory, 'people.csv.refused.csv'), 'utf8');
    expect(refused).toContain('\n1,urn:tahini:problem:future-observation,/facts/monthlyIncome/observedAt,');
    expect(refused).toContain('\n2,urn:tahini:problem:out-of-range,/facts/monthlyIncome/value,');
    expect(refused).toMatch(/,cem,2026-10-01,-4\n$/);
    expect(JSON.parse((await run('--json').ended).output)).toMatchObject({ imported: 0, unchanged: 2, refused: 2 });

    const token = await local.token({ subject: 'ann', scope: 'profile:read' });
    const reply = await fetch(`${local.url}/v1/profiles/ann`, { headers: { authorization: `Bearer ${token}` } });
    expect(await reply.json()).toMatchObject({
      facts: { monthlyIncome: [{ source: 'bank', tier: 'partner', value: 1300, observedAt: '2026-10-02' }] },
    });
  });

  it('is told in one line that the token is of another issuer', async () => {
    const { code, output, errors } = await prepare(TEXT, '--api', local.url, '--state', temporaryDirectory()).run()
      .ended;
    expect([code, output]).toEqual([1, '']);
    expect(errors).toContain('the API answers 401');
  });
});
