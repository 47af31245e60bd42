import { expect, test } from 'vitest';
import { expectProblem, useApi } from '../support/api.ts';

const api = useApi();

test('a first statement creates the person, a later one changes them, and a retry changes nothing', async () => {
  const ada = await api.person('ada');
  const put = (income: number) =>
    api.call('PUT', '/v1/profiles/ada', { token: ada, body: { facts: { monthlyIncome: { value: income } } } });
  const created = await put(90);
  expect(created).toMatchObject({
    status: 201,
    body: { subjectId: 'ada', version: 1, accepted: ['monthlyIncome'], ignored: [] },
  });
  expect(created.headers.get('etag')).toBe('"1"');
  expect(created.headers.get('cache-control')).toBe('no-store');
  expect(created.headers.get('content-type')).toBe('application/json');
  const before = await api.stored('ada');
  const again = await put(90);
  expect(again).toMatchObject({ status: 200, body: { version: 1, accepted: [], ignored: ['monthlyIncome'] } });
  expect(again.headers.get('etag')).toBe('"1"');
  expect((await api.stored('ada')).filter((item) => item.sk?.S === 'PROFILE')).toEqual(
    before.filter((item) => item.sk?.S === 'PROFILE'),
  );
});

test.each([
  ['an older version', '"7"'],
  ['no version at all', 'banana'],
  ['a weak tag', 'W/"1"'],
  ['a negative one', '-1'],
  ['one with a fraction', '"1.0"'],
  ['one beyond all numbers', `"${'9'.repeat(40)}"`],
  ['nothing', '""'],
])('If-Match with %s does not match, and nothing is stored', async (_what, tag) => {
  const bob = await api.person('bob');
  const put = (income: number, headers = {}) =>
    api.call('PUT', '/v1/profiles/bob', { token: bob, headers, body: { facts: { monthlyIncome: { value: income } } } });
  await put(90);
  await api.local.idle();
  const before = await api.stored('bob');
  expectProblem(await put(95, { 'if-match': tag }), 412, 'stale-if-match');
  await api.local.idle();
  expect(await api.stored('bob')).toEqual(before);
});

test('If-Match on somebody who is not there does not create them', async () => {
  const nobody = await api.person('nobody');
  const ask = { token: nobody, body: { facts: {} }, headers: { 'if-match': '"1"' } };
  expectProblem(await api.call('PUT', '/v1/profiles/nobody', ask), 412, 'stale-if-match');
  expect(await api.stored('nobody')).toEqual([]);
});
