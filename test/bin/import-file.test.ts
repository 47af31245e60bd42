import { existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ImportOptions, importFile } from '../../bin/import/import-file.ts';
import { Mapping } from '../../bin/import/mapping.ts';
import { temporaryDirectory } from '../support/local.ts';
import { accept, refuse, stubApi, write } from './import-support.ts';

const MAPPING = Mapping.parse({
  source: 'bank',
  tier: 'bureau',
  subject: { column: 'id' },
  observedAt: { date: '2026-10-01' },
  missing: ['', 'NA'],
  facts: { income: { column: 'income', type: 'number' }, city: { column: 'city', type: 'text' } },
});
const UNKNOWN_FACT = { type: 'urn:tahini:problem:unknown-fact', pointer: '/facts/city', detail: 'No such fact.' };

/** An import of this text with everything beside it; what it says is kept. */
function prepare(api: URL, text: string | Buffer, more: Partial<ImportOptions> = {}) {
  const directory = temporaryDirectory();
  const said: string[] = [];
  const options: ImportOptions = {
    file: write(directory, 'people.csv', text),
    mapping: MAPPING,
    api,
    token: 'a-token',
    concurrency: 4,
    refused: join(directory, 'people.csv.refused.csv'),
    checkpoint: join(directory, 'people.csv.import.json'),
    say: (line) => said.push(line),
    ...more,
  };
  const refusedText = () => readFileSync(options.refused, 'utf8');
  return { options, said, refusedText };
}

const rows = (count: number) =>
  `id,income,city\n${Array.from({ length: count }, (_, row) => `p${row},${row},X\n`).join('')}`;

describe('a file', () => {
  it('with quotes, CRLF, a byte order mark, empty lines and missing cells becomes facts', async () => {
    const { api, calls } = await stubApi();
    const text = '\ufeffid,"income",city\r\np1,1200,"Xi\'an, ""Weiyang""\r\nCity"\r\n\r\np2,NA,\r\n"p1", 7 ,Y';
    const { options } = prepare(api, text);
    expect(await importFile(options)).toMatchObject({ rows: 3, imported: 3, refused: 0 });
    const byPath = calls.map(({ path, body }) => [path, JSON.parse(body).facts]);
    const observedAt = '2026-10-01';
    const city = { value: 'Xi\'an, "Weiyang"\r\nCity', observedAt };
    expect(byPath).toContainEqual(['/v1/profiles/p1', { income: { value: 1200, observedAt }, city }]);
    expect(byPath).toContainEqual(['/v1/profiles/p2', {}]);
    expect(byPath).toContainEqual([
      '/v1/profiles/p1',
      { income: { value: 7, observedAt }, city: { value: 'Y', observedAt } },
    ]);
    expect([existsSync(options.refused), existsSync(options.checkpoint)]).toEqual([false, false]);
  });

  it.each([
    ['empty', '', 'people.csv is empty'],
    ['with a column too many', 'id,income,city,age\n', 'column "age"'],
    ['with a column twice', 'id,income,city,id\n', 'names "id" twice'],
    ['with a quote that is never closed', 'id,income,city\np1,1,"X\np2,2,Y\n', 'quote'],
    ['in Latin-1', Buffer.from('id,income,city\np1,1,Z\xfcrich\n', 'latin1'), 'not in UTF-8'],
  ])('%s is a clear error', async (_what, text, message) => {
    const { api } = await stubApi();
    await expect(importFile(prepare(api, text).options)).rejects.toThrow(message);
  });

  it('with a header alone has no rows', async () => {
    const { api } = await stubApi();
    expect(await importFile(prepare(api, 'id,income,city\n').options)).toMatchObject({ rows: 0, refused: 0 });
  });
});

describe('a row that is refused', () => {
  const TEXT = 'id,income,city\np1,1,X\np2,=2,X\np3,3\np4,4,X,extra\n/,5,X\np6,6,@home\n';

  it('goes where a link leads, the second time, too', async () => {
    const { api } = await stubApi((_seen, response) => refuse(response, 422, { type: 'urn:x', detail: 'No.' }));
    const { options, refusedText } = prepare(api, 'id,income,city\np1,1,\n');
    expect(await importFile(options)).toMatchObject({ refused: 1 });
    const former = refusedText();
    const link = `${options.refused}.link`;
    symlinkSync(options.refused, link);
    for (let run = 0; run < 2; run += 1) {
      expect(await importFile({ ...options, refused: link })).toMatchObject({ rows: 1, refused: 1 });
      expect([lstatSync(link).isSymbolicLink(), refusedText()]).toEqual([true, former]);
    }
  });

  it('goes to the refused file with its reason, neutralised, and the import goes on', async () => {
    const { api, calls } = await stubApi(({ path }, response) =>
      path.endsWith('p6') ? refuse(response, 422, { type: 'x', errors: [UNKNOWN_FACT] }) : accept(response),
    );
    const { options, said, refusedText } = prepare(api, TEXT);
    expect(await importFile(options)).toMatchObject({ rows: 6, imported: 1, refused: 5 });
    expect(calls.map(({ path }) => path).sort()).toEqual(['/v1/profiles/p1', '/v1/profiles/p6']);
    expect(refusedText().split('\n')).toEqual([
      'tahini_row,tahini_problem,tahini_pointer,tahini_detail,id,income,city',
      "1,urn:tahini:import:not-a-number,/facts/income/value,Must be a number such as -1234.5.,p2,'=2,X",
      '2,urn:tahini:import:column-count,,"The row has 2 cells, the header 3.",p3,3',
      '3,urn:tahini:import:column-count,,"The row has 4 cells, the header 3.",p4,4,X,extra',
      '4,urn:tahini:import:invalid-subject-id,,The subject column holds no valid subject id.,/,5,X',
      "5,urn:tahini:problem:unknown-fact,/facts/city,No such fact.,p6,6,'@home",
      '',
    ]);
    expect(statSync(options.refused).mode & 0o077).toBe(0);
    expect(said.join()).not.toMatch(/p\d|home/);
  });

  it('can be mended in that file and imported from there, under its own row number', async () => {
    const { api, calls } = await stubApi();
    const mapping = { ...MAPPING, subject: { template: 'person-{row}' }, ignore: ['id'] };
    const first = prepare(api, TEXT, { mapping });
    await importFile(first.options);
    const mended = first.refusedText().replace("'=2", '2').replace('p3,3', "p3,3,'-Y");
    calls.length = 0;
    const second = prepare(api, mended, { mapping });
    expect(await importFile(second.options)).toMatchObject({ rows: 3, imported: 2, refused: 1 });
    expect(calls.map(({ path }) => path).sort()).toEqual(['/v1/profiles/person-1', '/v1/profiles/person-2']);
    expect(calls.map(({ body }) => JSON.parse(body).facts.city.value).sort()).toEqual(['-Y', 'X']);
    expect(second.refusedText()).toContain('\n3,');
  });

  it('never costs anybody another file', async () => {
    const { api } = await stubApi();
    const { options } = prepare(api, TEXT);
    write(join(options.refused, '..'), 'people.csv.refused.csv', 'my thesis');
    await expect(importFile(options)).rejects.toThrow('is no file of refused rows');
    expect(readFileSync(options.refused, 'utf8')).toBe('my thesis');
  });

  it('raises a doubt about the mapping when all are', async () => {
    const { api } = await stubApi((_seen, response) => refuse(response, 422, UNKNOWN_FACT));
    const { options, said } = prepare(api, rows(150));
    expect(await importFile(options)).toMatchObject({ rows: 150, refused: 150 });
    expect(said).toEqual(['the first 100 rows were all refused: is the mapping right?']);
  });
});

describe('an API in trouble', () => {
  it('is tried again when busy or cut off, and waited for as long as it asks', async () => {
    const { api, calls } = await stubApi(({ path, before }, response) => {
      if (before > 1 || path.endsWith('p0')) return accept(response, path.endsWith('p0') ? 200 : 201);
      if (path.endsWith('p1')) return refuse(response, 503, {}, { 'retry-after': '0.4' });
      if (path.endsWith('p2')) return refuse(response, 429, {});
      response.destroy();
    });
    const { options } = prepare(api, rows(4));
    const started = performance.now();
    expect(await importFile(options)).toMatchObject({ rows: 4, imported: 3, unchanged: 1, refused: 0 });
    expect(calls).toHaveLength(1 + 3 * 3);
    expect(performance.now() - started).toBeGreaterThan(800);
  });

  it.each([
    ['does not know the token', 401, 'the API answers 401: No'],
    ['does not allow it', 403, 'the API answers 403: No'],
    ['is another one', 404, '404'],
  ])('that %s ends the import at once', async (_what, status, message) => {
    const { api, calls } = await stubApi((_seen, response) => refuse(response, status, { type: 'x', detail: 'No.' }));
    const { options } = prepare(api, rows(1000));
    await expect(importFile(options)).rejects.toThrow(message);
    expect(calls.length).toBeLessThanOrEqual(options.concurrency);
  });

  it.each(['<html>Forbidden</html>', '', '[]'])('that is a proxy is told as such: %j', async (page) => {
    const { api } = await stubApi((_seen, response) => response.writeHead(403).end(page));
    const { options } = prepare(api, rows(3));
    await expect(importFile(options)).rejects.toMatchObject({
      message: 'the API answers 403, but not as Tahini does',
      remedy: expect.stringContaining('check the address in --api'),
    });
  });

  it('that stays away ends it when the patience does, and it continues where it was', async () => {
    let away = false;
    const { api, calls } = await stubApi(({ path }, response) => {
      if (away) return void response.destroy();
      away = path.endsWith('/p50');
      accept(response);
    });
    const { options, said } = prepare(api, rows(100), { patienceMs: 600 });
    await expect(importFile(options)).rejects.toThrow('the API cannot be reached (ECONNRESET)');
    const { next } = JSON.parse(readFileSync(options.checkpoint, 'utf8'));
    expect(next).toBeGreaterThan(40);
    away = false;
    calls.length = 0;
    expect(await importFile(options)).toMatchObject({ rows: 100, imported: 100, refused: 0 });
    expect(calls).toHaveLength(100 - next);
    expect(said).toContain(`stopped; done are the rows before row ${next}`);
    expect(existsSync(options.checkpoint)).toBe(false);
  });
});

describe('a checkpoint', () => {
  /** Interrupted in the middle: every tenth row is refused. */
  async function interrupted() {
    const stop = new AbortController();
    const stub = await stubApi(({ path }, response) => {
      if (path.endsWith('/p55')) stop.abort();
      return path.endsWith('5') ? refuse(response, 422, UNKNOWN_FACT) : accept(response);
    });
    const prepared = prepare(stub.api, rows(100), { signal: stop.signal });
    await expect(importFile(prepared.options)).rejects.toThrow();
    const { signal: _signal, ...options } = prepared.options;
    return { ...prepared, ...stub, options, next: JSON.parse(readFileSync(options.checkpoint, 'utf8')).next };
  }
  const refusedRows = (text: string) =>
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]));

  it('lets every row be done and every refusal be written once', async () => {
    const { options, refusedText, calls, next } = await interrupted();
    expect(next).toBeGreaterThan(50);
    write(join(options.refused, '..'), 'people.csv.refused.csv', `${refusedText()}half a li`);
    calls.length = 0;
    expect(await importFile(options)).toMatchObject({ rows: 100, imported: 90, refused: 10 });
    expect(calls).toHaveLength(100 - next);
    expect(refusedRows(refusedText())).toEqual([5, 15, 25, 35, 45, 55, 65, 75, 85, 95]);
  });

  it.each([
    ['--restart ignores it', (): Partial<ImportOptions> => ({ restart: true })],
    ['another mapping makes it worthless', () => ({ mapping: { ...MAPPING, missing: [] } })],
    [
      'another file makes it worthless',
      (file: string) => ({ file: write(join(file, '..'), 'people.csv', rows(100).replace('p99,99', 'p99,98')) }),
    ],
  ])('%s', async (_what, change) => {
    const { options, calls, refusedText } = await interrupted();
    calls.length = 0;
    expect(await importFile({ ...options, ...change(options.file) })).toMatchObject({ imported: 90, refused: 10 });
    expect(calls).toHaveLength(100);
    expect(refusedRows(refusedText())).toHaveLength(10);
  });

  it('is not taken from any other file', async () => {
    const { api } = await stubApi();
    const { options } = prepare(api, rows(1));
    write(join(options.checkpoint, '..'), 'people.csv.import.json', '{"my":"settings"}');
    await expect(importFile({ ...options, restart: true })).rejects.toThrow('is no checkpoint');
  });
});
