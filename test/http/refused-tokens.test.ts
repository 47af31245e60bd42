import { beforeAll, describe, expect, test } from 'vitest';
import { ALL, type Answer, expectProblem, useApi } from '../support/api.ts';
import { type Claims, type Forge, openForge } from './forge.ts';

const api = useApi();
let forge: Forge;
let before: unknown;

beforeAll(async () => {
  forge = await openForge(api.local.state.directory);
  const body = { facts: { monthlyIncome: { value: 90 } } };
  expect(await api.call('PUT', '/v1/profiles/ada', { token: await forge.token(), body })).toMatchObject({
    status: 201,
  });
  await api.local.idle();
  before = await api.stored('ada');
});

const ROUTES: [method: string, path: string, body?: unknown][] = [
  ['PUT', '', { facts: { monthlyIncome: { value: 5 } } }],
  ['GET', ''],
  ['DELETE', ''],
  ['POST', '/score'],
  ['GET', '/score'],
  ['GET', '/score/history'],
  ['POST', '/score/simulate', { target: 700 }],
];

/** The same token at every door. */
async function atEveryDoor(authorization: string | undefined, status: number, kind: string): Promise<void> {
  for (const [method, path, body] of ROUTES) {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await api.call(method, `/v1/profiles/ada${path}`, { headers, body });
    expectProblem(answer, status, kind);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer error="invalid_token"' : null);
  }
  await api.local.idle();
  expect(await api.stored('ada')).toEqual(before);
}

describe('no door opens to', () => {
  test('a call without a token', () => atEveryDoor(undefined, 401, 'unauthenticated'));
  test.each([
    ['nothing', 'Bearer '],
    ['a word', 'Bearer letmein'],
    ['three words', 'Bearer a.b.c'],
    ['another scheme', 'Basic YWRhOmFkYQ=='],
    ['a token in five parts', 'Bearer a.b.c.d.e'],
  ])('%s for a token', (_what, authorization) => atEveryDoor(authorization, 401, 'unauthenticated'));
  test('two tokens at once', async () => {
    const [one, two] = [await forge.token(), await forge.token()];
    await atEveryDoor(`Bearer ${one},Bearer ${two}`, 401, 'unauthenticated');
  });
  test('a token that is not signed', () => atEveryDoor(`Bearer ${forge.unsigned()}`, 401, 'unauthenticated'));
  test('a token that is not signed, with something where the signature goes', () =>
    atEveryDoor(`Bearer ${forge.unsigned()}AAAA`, 401, 'unauthenticated'));
  test.each(['pem', 'jwk'] as const)(
    'a token signed with the published key as a shared secret (%s)',
    async (spelling) => {
      await atEveryDoor(`Bearer ${await forge.bySharedSecret(spelling)}`, 401, 'unauthenticated');
    },
  );
  test('a token by another key', async () => {
    await atEveryDoor(`Bearer ${await forge.byForeignKey()}`, 401, 'unauthenticated');
  });
  test('a token with another payload than was signed', async () => {
    await atEveryDoor(`Bearer ${await forge.repainted()}`, 401, 'unauthenticated');
  });

  const past = Math.floor(Date.now() / 1000) - 60;
  test.each<[string, Claims]>([
    ['is expired', { exp: past }],
    ['never expires', { exp: undefined }],
    ['is not valid yet', { nbf: past + 600 }],
    ['comes from another issuer', { iss: 'http://localhost/somebody-else' }],
    ['comes from nobody', { iss: undefined }],
    ['is for another service', { aud: 'payments' }],
    ['is for nobody', { aud: undefined }],
    ['speaks for nobody', { sub: undefined }],
    ['speaks for an empty name', { sub: '' }],
    ['speaks for a name that no person can have', { sub: '../ada' }],
    ['speaks for a very long name', { sub: 'a'.repeat(129) }],
    ['speaks for a number', { sub: 7 }],
    ['has its scopes in a list', { scope: ['score:read'] }],
    ['has a tier that does not exist', { scope: `subjects:any ${ALL}`, tahini_tier: 'king' }],
  ])('a real token that %s', async (_what, claims) => {
    await atEveryDoor(`Bearer ${await forge.token(claims)}`, 401, 'unauthenticated');
  });
});

describe('a real token opens no more than it says:', () => {
  test.each<[string, Claims]>([
    ['a service without a tier', { sub: 'bank', scope: `subjects:any ${ALL}` }],
    ['a service of the tier self', { sub: 'bank', scope: `subjects:any ${ALL}`, tahini_tier: 'self' }],
    ['a service named self', { sub: 'self', scope: `subjects:any ${ALL}`, tahini_tier: 'partner' }],
    [
      'a service named as a partner’s evidence is',
      { sub: 'partner:acme', scope: `subjects:any ${ALL}`, tahini_tier: 'registry' },
    ],
    ['a person named as a partner’s evidence is', { sub: 'partner:acme' }],
    ['a person with a tier but not the scope of a service', { sub: 'bank', tahini_tier: 'registry' }],
    ['somebody else', { sub: 'bob' }],
    ['somebody whose name begins the same', { sub: 'ad' }],
    ['somebody whose name differs in its case', { sub: 'Ada' }],
    ['nobody in particular, and no scope', { scope: undefined }],
    ['an administrator without the scopes', { scope: 'admin' }],
    ['scopes that only look alike', { scope: 'profile:* score profile:reads PROFILE:READ profile' }],
  ])('%s is refused everywhere', async (_what, claims) => {
    await atEveryDoor(`Bearer ${await forge.token(claims)}`, 403, 'forbidden');
  });

  test.each([
    ['PUT', '', 'profile:write'],
    ['GET', '', 'profile:read'],
    ['DELETE', '', 'profile:erase'],
    ['POST', '/score', 'score:read'],
    ['GET', '/score', 'score:read'],
    ['GET', '/score/history', 'score:read'],
    ['POST', '/score/simulate', 'score:read'],
  ])('%s %s needs the scope %s, and all the others do not help', async (method, path, scope) => {
    const others = `${ALL} admin`.split(' ').filter((name) => name !== scope);
    for (const claims of [{}, { sub: 'bank', tahini_tier: 'registry' }]) {
      const isService = 'tahini_tier' in claims;
      const token = await forge.token({
        ...claims,
        scope: [...others, ...(isService ? ['subjects:any'] : [])].join(' '),
      });
      expectProblem(await api.call(method, `/v1/profiles/ada${path}`, { token }), 403, 'forbidden');
    }
    expect(await api.stored('ada')).toEqual(before);
  });

  test('what a person may do to themselves they may not do to others, in words that do not tell who exists', async () => {
    const token = await forge.token({ sub: 'mallory' });
    const anonymous = ({ text, status, headers }: Answer) => {
      const named = Object.fromEntries([...headers].filter(([name]) => !['date', 'apigw-requestid'].includes(name)));
      return { status, named, text: text.replace(/urn:request:[\w+/=]{16}/, 'urn:request:one') };
    };
    for (const [method, path, body] of ROUTES) {
      const about = (id: string) => api.call(method, `/v1/profiles/${id}${path}`, { token, body });
      const [there, notThere] = [await about('ada'), await about('zoe')];
      expect(anonymous(there)).toEqual(anonymous(notThere));
    }
    expect(await api.stored('ada')).toEqual(before);
  });
});

test('a token that was good keeps working after all that', async () => {
  expect(await api.call('GET', '/v1/profiles/ada', { token: await forge.token() })).toMatchObject({ status: 200 });
});
