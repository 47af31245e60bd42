import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { logFailure } from '../../lib/http/endpoint.ts';
import { type Answer, useApi } from '../support/api.ts';
import { type EngineDoor, openEngineDoor } from './engine-door.ts';
import { openForge } from './forge.ts';

// Whatever can be written into a request is written here as something that can be found again. Then everything is done
// that can go wrong, and what was answered and logged is searched.

const PERSON = 'ada-lovelace-1815';
const SOURCE = 'bank-of-secrets';
const SECRETS = [/lovelace/i, /secret/i, /4711/, /eyJ/];

let door: EngineDoor;
const lines: string[] = [];
const api = useApi(async () => {
  door = await openEngineDoor(() => process.env.AWS_ENDPOINT_URL ?? '');
  return {
    environment: { DYNAMODB_ENDPOINT: door.endpoint, AWS_MAX_ATTEMPTS: '1' },
    log: (line) => void lines.push(line),
  };
});
const note = (...said: unknown[]) => void lines.push(said.map(String).join(' '));
let own: string;
let service: string;

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation(note);
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      note(chunk);
      return true;
    });
  }
  own = await api.person(PERSON);
  service = await api.service(SOURCE, 'bureau');
});
afterAll(async () => {
  vi.restoreAllMocks();
  await door.close();
});

const path = (rest = '') => `/v1/profiles/${PERSON}${rest}`;
const fact = (name: string, value: unknown, more = {}) => ({ facts: { [name]: { value, ...more } } });

/** No answer that refuses may repeat what was sent; it may name the place by the pointer that the sender made up. */
function expectDiscreet(answers: Answer[]): void {
  expect(answers.length).toBeGreaterThan(0);
  for (const { status, text, headers } of answers) {
    expect(status).toBeGreaterThanOrEqual(400);
    const said = text + JSON.stringify([...headers]);
    for (const secret of SECRETS) expect(said).not.toMatch(secret);
  }
}

const BODIES: unknown[] = [
  fact('monthlyIncome', 47_110_000),
  fact('monthlyIncome', 'secret'),
  fact('monthlyIncome', { secret: 4711 }),
  fact('mainAsset', 'Lovelace Castle'),
  fact('addressSince', '4711-01-01'),
  fact('monthlyIncome', 1, { observedAt: '4711-11-11' }),
  fact('monthlyIncome', 1, { revision: 4711.5 }),
  fact('rentPayments', { home: { '2025-01': 4711 } }),
  fact('identityVerified', 'secret'),
  { facts: { monthlyIncome: { retracted: 'secret' } } },
  { consents: { socialRelationships: 'secret' } },
  { facts: 'Ada Lovelace' },
  '{"facts": {"monthlyIncome": {"value": Ada Lovelace 4711',
  'Ada Lovelace\n    at 4711, Secret Street',
];

test('a refused body is not repeated', async () => {
  const answers: Answer[] = [];
  for (const body of BODIES) {
    answers.push(await api.call('PUT', path(), { token: own, body }));
    answers.push(await api.call('POST', path('/score/simulate'), { token: own, body }));
  }
  // Nobody is there yet: what is right as a question is refused for that reason.
  expectDiscreet(answers);
});

test('nor is a token, a person, or a query', async () => {
  const forge = await openForge(api.local.state.directory);
  const answers: Answer[] = [];
  for (const token of [
    await forge.token({ sub: PERSON, exp: 4711 }),
    await forge.byForeignKey(),
    await forge.token({ sub: 'mallory' }),
    'eyJsecret.4711.x',
  ]) {
    for (const method of ['GET', 'PUT', 'DELETE'])
      answers.push(await api.call(method, path(), { token, body: method === 'PUT' ? {} : undefined }));
  }
  answers.push(await api.call('GET', path(), { headers: { authorization: 'Basic secret4711' } }));
  answers.push(await api.call('GET', '/v1/profiles/Ada%20Lovelace%204711', { token: service }));
  answers.push(await api.call('GET', path('/score?baseline=secret4711'), { token: own }));
  answers.push(await api.call('GET', path('/score/history?limit=4711&next=secret'), { token: own }));
  answers.push(await api.call('PUT', path(), { token: own, body: {}, headers: { 'if-match': '"4711"' } }));
  answers.push(
    await api.call('PUT', path(), { token: own, body: 'secret', headers: { 'content-type': 'text/secret4711' } }),
  );
  expectDiscreet(answers);
});

test('when the store fails, in the call and in the stream, neither answer nor log tell of whom or what', async () => {
  const broken = fact('monthlyIncome', 4711);
  door.disturb(() => ({ status: 400, name: 'ValidationException' }));
  const answers = [
    await api.call('PUT', path(), { token: own, body: broken }),
    await api.call('GET', path('/score'), { token: own }),
    await api.call('DELETE', path(), { token: own }),
  ];
  door.disturb(() => ({ status: 400, name: 'ResourceNotFoundException' }));
  answers.push(await api.call('PUT', path(), { token: service, body: fact('bankruptcies7y', 2) }));
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
  expectDiscreet(answers);
  // Now the profile is stored, and only its score is not.
  door.disturb((operation, body) =>
    operation === 'PutItem' && body.includes('"SCORE"') ? { status: 400, name: 'ValidationException' } : undefined,
  );
  expect(await api.call('PUT', path(), { token: own, body: broken })).toMatchObject({ status: 201 });
  await api.local.idle();
  expect(lines.join('\n')).toMatch(/"event":"request-failed"/);
  expect(lines.join('\n')).toMatch(/"event":"record-failed"/);
  expect(lines.join('\n')).toMatch(/gave up/);
});

test('and a good day is not logged at all', async () => {
  door.reset();
  const before = lines.length;
  expect(await api.call('PUT', path(), { token: own, body: fact('monthlyIncome', 471) })).toMatchObject({
    status: 200,
  });
  await api.local.idle();
  expect(await api.call('POST', path('/score'), { token: own })).toMatchObject({ status: 200 });
  expect(await api.call('DELETE', path(), { token: own })).toMatchObject({ status: 204 });
  await api.local.idle();
  expect(lines.slice(before)).toEqual([]);
});

test('in all that was written there is no name, no value and no token', () => {
  expect(lines.length).toBeGreaterThan(4);
  for (const secret of SECRETS) expect(lines.filter((line) => secret.test(line))).toEqual([]);
});

test('a message that looks like a place in the code is not logged either', () => {
  const before = lines.length;
  logFailure('request-failed', new SyntaxError('unexpected\n    at Ada Lovelace (4711)'), {});
  const line = lines.at(before) ?? '';
  expect(JSON.parse(line)).toMatchObject({
    name: 'SyntaxError',
    at: [expect.stringContaining('privacy.test.ts'), ...Array(4).fill(expect.any(String))],
  });
  for (const secret of SECRETS) expect(line).not.toMatch(secret);
});
