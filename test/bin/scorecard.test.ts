import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { adminApi } from '../../bin/scorecard/api.ts';
import { contentHash } from '../../lib/scorecards/load.ts';
import { useApi } from '../support/api.ts';
import { germanJson, shippedJson } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini, told } from '../support/tahini.ts';
import { altered } from '../support/write-card.ts';
import { refuse, stubApi } from './import-support.ts';

const api = useApi();
let where: string[];
beforeAll(() => {
  where = ['--api', api.url, '--state', api.local.state.directory];
});
const scorecard = (...args: string[]) => tahini(['scorecard', ...args, ...where]).ended;

const { card, dictionary } = shippedJson;
const mine = altered(card, { version: 'mine-1', title: 'Our own' });

test('a card is imported, activated, listed, written out again and undone', async () => {
  const directory = temporaryDirectory();
  const file = join(directory, 'mine.json');
  writeFileSync(file, JSON.stringify(mine));
  writeFileSync(join(directory, 'mine.dictionary.json'), JSON.stringify(dictionary));
  const imported = await scorecard('import', '--card', file, '--signed-off-by', 'Risk committee');
  expect(imported).toMatchObject({ code: 0, errors: '' });
  expect(imported.output).toBe(`registered ${card.id} mine-1, content ${contentHash(mine)}\n`);

  const force = ['--force', '--reason', 'minutes 14'];
  const activated = await scorecard('activate', card.id, '--version', 'mine-1', ...force);
  expect(activated.output).toBe(`active: ${card.id} mine-1, activation 2; functions follow within a minute\n`);
  expect((await scorecard('activate', card.id, '--version', 'mine-1', ...force)).output).toContain('already');
  expect((await scorecard('activate', card.id, '--version', card.version, ...force)).output).toContain('activation 3');

  const listed = await scorecard('list');
  expect(listed.output.split('\n')).toMatchObject([
    expect.stringMatching(/^active: .* activation 3$/),
    expect.stringMatching(/^\* .* activation 3, signed off by the deployment$/),
    expect.stringMatching(/^ {2}.* mine-1 .* activation 2, signed off by Risk committee$/),
    '',
  ]);
  expect(JSON.parse((await scorecard('list', '--json')).output).scorecards).toHaveLength(2);

  const out = join(directory, 'out.json');
  const shown = await scorecard('show', card.id, '--version', 'mine-1', '--out', out);
  expect(shown.output).toMatch(
    /signed off by Risk committee; registered by operator.*activation 2 by operator.*minutes 14/s,
  );
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(mine);
  expect(JSON.parse(readFileSync(join(directory, 'out.dictionary.json'), 'utf8'))).toEqual(dictionary);
});

test('a refusal is told by field and rule, and ends with 1', async () => {
  const file = join(temporaryDirectory(), 'bad.json');
  const bad = altered(card, { version: 'bad', 'characteristics.0.missing.points': 10_000 });
  writeFileSync(file, JSON.stringify(bad));
  const imported = await scorecard('import', '--card', file, '--signed-off-by', 'x');
  expect(imported).toMatchObject({ code: 1, output: '' });
  expect(imported.errors).toMatch(/answers 422.*\/scorecard\S*: .*between the worst and the best bin/s);
  const without = await scorecard('activate', card.id, '--version', 'mine-1');
  expect(without).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/409.*dry run.*`force: true` with a reason/),
  });
  const unknown = await scorecard('show', 'nobody', '--version', '1');
  expect(unknown).toMatchObject({ code: 1, errors: expect.stringMatching(/404.*No scorecard nobody 1/) });
});

test.each([
  ['no action', [], 'list, show, import, activate'],
  ['an unknown one', ['delete'], 'list, show, import, activate'],
  ['nothing to show', ['show'], 'show ID --version V'],
  ['no version', ['activate', 'x', '--force'], 'activate ID --version V'],
  ['nobody who signed off', ['import', '--card', 'x.json'], '--signed-off-by WHO'],
  ['too much', ['list', 'x'], 'tahini scorecard list'],
  ['an option of another action', ['list', '--force'], '--force'],
  ['no address', ['list', '--api', 'nowhere'], '--api takes an address'],
  ['another machine without a token', ['list', '--api', 'https://api.example'], 'needs --token'],
  ['another machine in clear', ['list', '--api', 'http://api.example', '--token', 'x'], 'https://'],
  ['a password', ['list', '--api', 'http://me:secret@127.0.0.1:3000'], 'no user and password'],
])('%s is told in clear words', async (_, args, words) => {
  const { code, errors } = await tahini(['scorecard', ...args]).ended;
  expect(code).toBe(2);
  expect(errors).not.toContain('secret');
  expect(told(errors)).toContain(words);
});

test('an API that is not there, or is something else, is told in a line', async () => {
  const state = ['--state', temporaryDirectory()];
  const nobody = await tahini(['scorecard', 'list', '--api', 'http://127.0.0.1:9', ...state]).ended;
  expect(nobody).toMatchObject({ code: 1, errors: expect.stringMatching(/does not answer/) });
  const { api: other } = await stubApi((_seen, response) => refuse(response, 502, '<html>'));
  const odd = await tahini(['scorecard', 'list', '--api', other.href, ...state]).ended;
  expect(odd).toMatchObject({ code: 1, errors: expect.stringMatching(/answers 502/) });
});

test.each<[what: string, status: number, body: string, said: string]>([
  ['a sign-in page', 200, '<!doctype html><title>Sign in</title>', 'answers 200 with a web page'],
  ['a page that forbids', 403, '<html>Forbidden</html>', 'answers 403 with a web page'],
  ['a list', 200, '[]', 'answers 200 with no JSON object'],
  ['null', 200, 'null', 'answers 200 with no JSON object'],
  ['nothing', 200, '', 'answers 200 with nothing'],
  ['another service', 200, '{"status":"ok"}', 'answers 200 with JSON of another kind'],
])('what answers instead of the API is told, with what to check: %s', async (_what, status, body, said) => {
  const { api: other } = await stubApi((_seen, response) => response.writeHead(status).end(body));
  const call = adminApi(other, 'a-token');
  const error = await call('GET', '/v1/scorecards', undefined, ['scorecards']).catch((thrown) => thrown);
  expect(error).toMatchObject({
    message: `${other.href} ${said}, which is no answer of Tahini`,
    remedy: expect.stringMatching(/^check --api: .* proxy or a sign-in page/),
  });
});

test('a redirect, half an answer and a gateway that is too busy are told as what they are', async () => {
  const told = async (answer: Parameters<typeof stubApi>[0]) => {
    const { api: other } = await stubApi(answer);
    return adminApi(other, 'a-token')('GET', '/v1/scorecards').catch((thrown) => thrown);
  };
  const moved = await told((_seen, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
  expect(moved.message).toContain('answers 302 with nothing, which is no answer of Tahini');
  const half = await told((_seen, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"scorecards":', () => response.destroy());
  });
  expect(half.message).toContain('broke off');
  const busy = await told((_seen, response) => response.writeHead(429).end());
  expect(busy).toMatchObject({
    message: expect.stringContaining('answers 429'),
    remedy: expect.stringContaining('wait'),
  });
  const { api: odd } = await stubApi((_seen, response) => response.end('{"active":3,"scorecards":5}'));
  expect(await tahini(['scorecard', 'list', '--api', odd.href, '--token', 'a-token']).ended).toMatchObject({
    code: 1,
    errors: expect.stringContaining('no list of scorecards'),
  });
});

test('no command takes another service for the API', async () => {
  const { api: other } = await stubApi((_seen, response) => response.end('{"status":"ok"}'));
  const to = ['--api', other.href, '--token', 'a-token'];
  const out = join(temporaryDirectory(), 'book.csv');
  const card = join(temporaryDirectory(), 'card.json');
  writeFileSync(card, JSON.stringify(mine));
  const commands = [
    ['scorecard', 'list'],
    ['scorecard', 'show', 'a', '--version', '1'],
    ['scorecard', 'import', '--card', card, '--signed-off-by', 'me'],
    ['scorecard', 'activate', 'a', '--version', '1'],
    ['rescore'],
    ['rescore', '--cancel', 'a'],
    ['rescore', '--resume', 'a'],
    ['outcomes', 'export', '--out', out],
  ];
  const ended = await Promise.all(commands.map((command) => tahini([...command, ...to]).ended));
  for (const [i, { code, errors }] of ended.entries())
    expect([commands[i], code, errors]).toEqual([commands[i], 1, expect.stringContaining('JSON of another kind')]);
});

test('the dictionary is found beside a card as everywhere', async () => {
  const done = await scorecard(
    'import',
    '--card',
    'examples/german-credit/scorecard.json',
    '--signed-off-by',
    'x',
    '--json',
  );
  expect(JSON.parse(done.output)).toMatchObject({ id: germanJson.card.id, hash: contentHash(germanJson.card) });
});
