import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { expectProblem, useApi } from '../support/api.ts';
import { bill, event, letTell, registerPartner } from '../support/partner-api.ts';

const api = useApi();
const results = (body: { results: { result: string; why?: string }[] }) =>
  body.results.map(({ result, why }) => (why === undefined ? result : why));

/** What a person sees of a fact. */
async function factOf(subjectId: string, fact: string) {
  const token = await api.person(subjectId);
  const { body } = await api.call('GET', `/v1/profiles/${subjectId}`, { token });
  return body?.facts?.[fact];
}

const flat = (months: object[], source = 'partner:power') => [{ source, account: 'flat', months }];
const month = (name: string, value: number | null, revision = 43_200_250) => ({
  month: name,
  ...(value === null ? { retracted: true } : { value }),
  tier: 'partner',
  observedAt: '2026-03-10',
  revision,
});

describe('an event of a partner', () => {
  test('becomes a fact in its register, seen when it happened, by the partner’s name and tier', async () => {
    const power = await registerPartner(api, 'power');
    await letTell(api, 'ada', 'power');
    const one = bill('ada', '2026-02', 'late');
    const { status, body } = await power.send(one);
    expect({ status, body }).toEqual({ status: 200, body: { results: [{ id: one.id, result: 'accepted' }] } });
    expect(await factOf('ada', 'utilityPayments')).toEqual(flat([month('2026-02', 1)]));
  });

  test('counts once, however often and in whatever order it comes', async () => {
    const power = await registerPartner(api, 'power-2');
    await letTell(api, 'bea', 'power-2');
    const [first, corrected] = [
      bill('bea', '2026-02', 'very_late', '2026-03-10T12:00:00.250Z'),
      bill('bea', '2026-02', 'on_time', '2026-03-10T13:00:00.250+01:00'),
    ];
    const later = { ...corrected, occurredAt: '2026-03-10T12:00:00.251Z' };
    expect(results((await power.send({ events: [later, first, later, first] })).body)).toEqual([
      'accepted',
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    for (let i = 0; i < 4; i += 1)
      expect(results((await power.send({ events: [first, later] })).body)).toEqual(['duplicate', 'duplicate']);
    expect(await factOf('bea', 'utilityPayments')).toEqual(flat([month('2026-02', 0, 43_200_251)], 'partner:power-2'));
  });

  test('of a message that is replayed changes nothing: all of it is known', async () => {
    const power = await registerPartner(api, 'power-17');
    await letTell(api, 'sam', 'power-17');
    const events = ['2025-11', '2025-12', '2026-01'].map((name) => bill('sam', name, 'late'));
    const signed = { id: 'msg_once', at: new Date() };
    expect(results((await power.send({ events }, signed)).body)).toEqual(events.map(() => 'accepted'));
    const stored = await api.stored('sam');
    for (let i = 0; i < 3; i += 1)
      expect(results((await power.send({ events }, signed)).body)).toEqual(events.map(() => 'duplicate'));
    await power.send({ events: [events[0], events[0], events[0], events[0]] });
    const profile = (items: typeof stored) => items.find(({ sk }) => sk?.S === 'PROFILE');
    expect(profile(await api.stored('sam'))).toEqual(profile(stored));
  });

  test('can be corrected and taken back', async () => {
    const power = await registerPartner(api, 'power-3');
    await letTell(api, 'cyd', 'power-3');
    const at = (second: number) => `2026-03-10T12:00:0${second}.250Z`;
    const events = [
      bill('cyd', '2026-01', 'late', at(0)),
      bill('cyd', '2026-01', 'on_time', at(1)),
      bill('cyd', '2026-02', 'late', at(0)),
      event('bill.withdrawn', 'cyd', { account: 'flat', month: '2026-02' }, at(2)),
      event('customer.phone', 'cyd', {}, at(0)),
      event('customer.phone.gone', 'cyd', {}, at(1)),
    ];
    expect(results((await power.send({ events })).body)).toEqual(events.map(() => 'accepted'));
    expect(await factOf('cyd', 'utilityPayments')).toEqual(
      flat([month('2026-01', 0, 43_201_250), month('2026-02', null, 43_202_250)], 'partner:power-3'),
    );
    expect(await factOf('cyd', 'phoneVerified')).toMatchObject([{ source: 'partner:power-3', retracted: true }]);
  });

  test('changes the score, and the withdrawal of the consent takes that back at once', async () => {
    const power = await registerPartner(api, 'power-4', { tier: 'bureau' });
    const token = await api.person('dan');
    const bank = await api.service('bank', 'bureau');
    const facts = { identityVerified: { value: true }, bankruptcies7y: { value: 0 }, monthlyIncome: { value: 90 } };
    await api.call('PUT', '/v1/profiles/dan', { token: bank, body: { facts } });
    const scored = async () => {
      await api.local.idle();
      const { body } = await api.call('GET', '/v1/profiles/dan/score', { token });
      return [body.score, body.coverage];
    };
    await letTell(api, 'dan', 'power-4');
    const before = await scored();
    const months = Array.from({ length: 12 }, (_, back) => formatDay(dayOf(Date.now()) - 30 * back).slice(0, 7));
    await power.send({ events: months.map((name) => bill('dan', name, 'on_time', new Date().toISOString())) });
    const told = await scored();
    expect(told[1]).toBeGreaterThan(before[1]);
    await letTell(api, 'dan', 'power-4', false);
    expect(await scored()).toEqual(before);
    expect(await factOf('dan', 'utilityPayments')).toMatchObject([{ source: 'partner:power-4', withheld: true }]);
    // In the same second the withdrawal would count.
    await sleep(1000);
    await letTell(api, 'dan', 'power-4');
    expect(await scored()).toEqual(told);
    expect((await factOf('dan', 'utilityPayments'))[0]).not.toHaveProperty('withheld');
  });

  test('never blocks the others of its batch, whatever is wrong with it', async () => {
    const power = await registerPartner(api, 'power-5');
    await letTell(api, 'eva', 'power-5');
    const good = (name: string) => bill('eva', name);
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = JSON.stringify({
      events: [
        good('2026-01'),
        null,
        'text',
        [],
        { ...good('2026-01'), id: 7 },
        { ...good('2026-01'), id: 'of two\nlines' },
        { ...good('2026-01'), subjectId: '../eva' },
        { ...good('2026-01'), occurredAt: 'yesterday' },
        { ...good('2026-01'), occurredAt: '2026-02-30T00:00:00Z' },
        { ...good('2026-01'), occurredAt: '2126-01-01T00:00:00Z' },
        { ...good('2026-01'), occurredAt: '0001-01-01T00:00:00Z' },
        { ...good('2026-01'), more: 1 },
        { ...good('2026-01'), type: 'bill.unknown' },
        { ...good('2026-01'), type: 'constructor' },
        { ...good('2026-01'), type: '__proto__' },
        event('bill.settled', 'eva', { account: 'flat', month: '2026-01', status: 'paid' }),
        event('bill.settled', 'eva', { account: 'flat', month: '2026-01', status: 'constructor' }),
        event('bill.settled', 'eva', { account: 'flat', month: '2026-01', status: null }),
        event('bill.settled', 'eva', { account: 'flat', month: '2026-13', status: 'late' }),
        event('bill.settled', 'eva', { account: 'flat', month: '2126-01', status: 'late' }),
        event('bill.settled', 'eva', { account: 'a b', month: '2026-01', status: 'late' }),
        event('bill.settled', 'eva', { account: 5, month: '2026-01', status: 'late' }),
        event('bill.settled', 'eva', { month: '2026-01', status: 'late' }),
        event('customer.moved', 'eva', { customer: { since: '2026-04-01' } }),
        event('customer.moved', 'eva', { customer: { since: { day: 1 } } }),
        event('customer.moved', 'eva', { customer: 'NESTED' }),
        event('customer.moved', 'eva', { customer: { since: 'NESTED' } }),
        event('tahini.outcome', 'eva', { loan: 'l1', outcome: 'good' }),
        good('2026-02'),
      ],
    })
      .replaceAll('"NESTED"', nested)
      .replace('"type":"bill.unknown"', '"type":"bill.unknown","__proto__":{"type":"bill.settled"}');
    const { status, body } = await power.send(text);
    expect(status).toBe(200);
    const invalid = (times: number) => Array.from({ length: times }, () => 'invalid-event');
    expect(results(body)).toEqual([
      'accepted',
      ...invalid(8),
      'future-observation',
      'wrong-type',
      ...invalid(2),
      'unknown-event-type',
      ...invalid(1),
      'unknown-category',
      'unknown-category',
      'missing-value',
      'wrong-type',
      'future-observation',
      'wrong-type',
      'wrong-type',
      'missing-value',
      'future-observation',
      'wrong-type',
      'missing-value',
      'wrong-type',
      'unknown-event-type',
      'accepted',
    ]);
    expect(body.results[5]).toEqual({ id: '', result: 'refused', why: 'invalid-event', detail: expect.any(String) });
    expect((await factOf('eva', 'utilityPayments'))[0].months).toHaveLength(2);
    expect(await factOf('eva', 'addressSince')).toBeUndefined();
  });

  test('may name an account as objects name what they inherit from', async () => {
    const power = await registerPartner(api, 'power-6');
    await letTell(api, 'fay', 'power-6');
    const names = ['__proto__', 'constructor', 'toString'];
    const { body } = await power.send({ events: names.map((name) => bill('fay', '2026-01', 'late', undefined, name)) });
    expect(results(body)).toEqual(['accepted', 'accepted', 'accepted']);
    const accounts = (await factOf('fay', 'utilityPayments')).map((one: { account: string }) => one.account);
    expect(accounts).toEqual(names.toSorted());
  });

  test('states only what the partner may, at most what its tier may, and knows no range but the dictionary’s', async () => {
    const shop = await registerPartner(api, 'shop', {
      tier: 'platform',
      facts: ['phoneVerified', 'bankruptcies7y', 'monthlyIncome', 'noSuchFact'],
      events: {
        income: [{ fact: 'monthlyIncome', value: { from: 'amount' } }],
        bankrupt: [{ fact: 'bankruptcies7y', value: { is: 0 } }],
        moved: [{ fact: 'addressSince', value: { is: '2020-01-01' } }],
        odd: [{ fact: 'noSuchFact', value: { is: 1 } }],
        both: [
          { fact: 'monthlyIncome', value: { from: 'amount' } },
          { fact: 'phoneVerified', value: { from: 'phone' } },
        ],
      },
    });
    await letTell(api, 'gus', 'shop');
    const say = (type: string, data: object = {}) => event(type, 'gus', data);
    const { body } = await shop.send({
      events: [
        say('bankrupt'),
        say('moved'),
        say('odd'),
        say('income', { amount: -5 }),
        say('income', { amount: 1e300 }),
        say('income', { amount: '80' }),
        say('both', { amount: 80, phone: 'yes' }),
        say('both', { amount: 80, phone: true }),
      ],
    });
    expect(results(body)).toEqual([
      'tier-may-not-assert',
      'fact-not-allowed',
      'unknown-fact',
      'out-of-range',
      'out-of-range',
      'wrong-type',
      'wrong-type',
      'accepted',
    ]);
    expect(body.results[3].detail).not.toContain('-5');
    expect(await factOf('gus', 'monthlyIncome')).toMatchObject([{ value: 80, tier: 'platform' }]);
  });
});

test('what became of a loan is kept apart from evidence, by a partner that may report outcomes', async () => {
  const lender = await registerPartner(api, 'lender', { outcomes: true });
  await letTell(api, 'rob', 'lender');
  const loan = { loan: 'l-1', outcome: 'good', product: 'cash', openedOn: '2026-01-05', observedOn: '2026-06-05' };
  const tell = (subjectId: string, data: object) => event('tahini.outcome', subjectId, data);
  const events = [
    tell('rob', loan),
    tell('rob', loan),
    tell('rob', { ...loan, outcome: 'splendid' }),
    tell('rob', { ...loan, observedOn: '2126-01-01' }),
    tell('nobody', loan),
  ];
  const { body } = await lender.send({ events });
  expect(results(body)).toEqual(['accepted', 'duplicate', 'invalid-event', 'future-observation', 'not-reachable']);
  const kept = (await api.stored('rob')).filter(({ sk }) => sk?.S?.startsWith('OUTCOME#lender#l-1#'));
  expect(kept).toHaveLength(1);
  expect((await api.call('GET', '/v1/profiles/rob', { token: await api.person('rob') })).body.facts).toEqual({});
});

describe('people whom a partner cannot reach', () => {
  test('are all refused in the same words: unknown, without consent, withdrawn, erased', async () => {
    const power = await registerPartner(api, 'power-7');
    const tokenOf = (id: string) => api.person(id);
    await api.call('PUT', '/v1/profiles/hal', { token: await tokenOf('hal'), body: { consents: { other: true } } });
    await letTell(api, 'ida', 'power-7');
    await letTell(api, 'ida', 'power-7', false);
    await letTell(api, 'jon', 'power-7');
    expect((await api.call('DELETE', '/v1/profiles/jon', { token: await tokenOf('jon') })).status).toBe(204);
    await letTell(api, 'kim', 'power');
    const people = ['nobody', 'hal', 'ida', 'jon', 'kim'];
    const { body } = await power.send({ events: people.map((id) => bill(id, '2026-01')) });
    expect(new Set(body.results.map((each: object) => JSON.stringify({ ...each, id: '' }))).size).toBe(1);
    expect(results(body)).toEqual(people.map(() => 'not-reachable'));
    await api.local.idle();
    for (const id of people) expect(JSON.stringify(await api.stored(id))).not.toContain('partner:power-7');
    await letTell(api, 'jon', 'power-7');
    expect(results((await power.send(bill('jon', '2026-01'))).body)).toEqual(['accepted']);
  });

  test('are refused before a budget is told of, and who has one is told when it is full', async () => {
    const power = await registerPartner(api, 'power-8');
    await letTell(api, 'lea', 'power-8');
    const fill = (n: number) =>
      Array.from({ length: 500 }, (_, i) => bill('lea', '2026-01', 'late', undefined, `a-${n}-${i}`.padEnd(32, 'x')));
    const became = results((await power.send({ events: fill(1) })).body);
    const accepted = became.filter((each) => each === 'accepted').length;
    expect(accepted).toBeGreaterThan(200);
    expect(new Set(became.slice(accepted))).toEqual(new Set(['profile-too-large']));
    expect(
      results(
        (
          await power.send({
            events: [bill('lea', '2026-01', 'late', undefined, 'more'.padEnd(32, 'x')), ...fill(1).slice(0, 2)],
          })
        ).body,
      ),
    ).toEqual(['profile-too-large', 'duplicate', 'duplicate']);
  });
});

describe('a request that is not signed by an enabled partner', () => {
  test('is answered the same, whatever is wrong with it', async () => {
    const power = await registerPartner(api, 'power-9');
    const other = await registerPartner(api, 'power-10');
    const off = await registerPartner(api, 'power-11', { enabled: false });
    await letTell(api, 'mia', 'power-9');
    const one = JSON.stringify(bill('mia', '2026-01'));
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    const answers = await Promise.all([
      power.send(one, { to: 'nobody' }),
      power.send(one, { to: 'No-Such-Id!' }),
      power.send(one, { secret: other.secret }),
      power.send(one, { to: 'power-10' }),
      power.send(one, { at: ago(320) }),
      power.send(one, { at: ago(-320) }),
      power.send(one, { signs: `${one} ` }),
      power.send(`${one}\n`, { signs: one }),
      power.send(one, { headers: { 'webhook-id': 'another' } }),
      power.send(one, { headers: { 'webhook-signature': '' } }),
      power.send(one, { headers: { 'webhook-signature': 'v1,AAAA' } }),
      power.send(one, { headers: { 'webhook-timestamp': 'now' } }),
      power.send('not json', { secret: other.secret }),
      off.send(one),
    ]);
    for (const answer of answers) expectProblem(answer, 401, 'not-signed');
    const texts = answers.map(({ body }) => JSON.stringify({ ...body, instance: '' }));
    expect(new Set(texts).size).toBe(1);
    expect(await factOf('mia', 'utilityPayments')).toBeUndefined();
    expect((await power.send(one)).status).toBe(200);
  });

  test('is refused from the moment on that the partner is disabled', async () => {
    const power = await registerPartner(api, 'power-12');
    await letTell(api, 'ned', 'power-12');
    expect((await power.send(bill('ned', '2026-01'))).status).toBe(200);
    await power.change({ enabled: false });
    expectProblem(await power.send(bill('ned', '2026-02')), 401, 'not-signed');
    await power.change({ enabled: true });
    expect((await power.send(bill('ned', '2026-02'))).status).toBe(200);
  });
});

test('more events than the partner may send in a minute are refused with their whole request, and nothing is changed', async () => {
  const power = await registerPartner(api, 'power-16', { eventsPerMinute: 10 });
  await letTell(api, 'quy', 'power-16');
  const events = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => bill('quy', '2026-01', 'late', undefined, `a${from + n}`));
  // A minute may end in between; in one of two minutes one after the other it does not.
  for (const round of [0, 20]) {
    const answers = [
      await power.send({ events: events(round, 9) }),
      await power.send({ events: events(round + 9, 2) }),
    ];
    const refused = answers.at(-1);
    if (refused?.status !== 429) continue;
    expectProblem(refused, 429, 'rate-limited');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await factOf('quy', 'utilityPayments')).toHaveLength(9);
    expect((await power.send(events(30, 1)[0])).status).toBe(200);
    return;
  }
  throw new Error('two requests in a row were in two minutes, twice');
});

describe('a signed body', () => {
  test('that is no event, no batch or no JSON is refused whole', async () => {
    const power = await registerPartner(api, 'power-13');
    for (const text of ['', '{', '\u0000', '{"events":[}', 'NaN', '\ufeff{}'])
      expectProblem(await power.send(text), 400, 'malformed-json');
    for (const body of [null, 5, [], {}, { events: [] }, { events: {} }, { events: [1], more: 1 }])
      expectProblem(await power.send(body), 422, 'invalid-body');
  });

  test('has at most 500 events and 4 MB, and is counted in bytes', async () => {
    const power = await registerPartner(api, 'power-14');
    const events = Array.from({ length: 501 }, (_, i) => bill('oda', '2026-01', 'late', undefined, `a${i}`));
    expectProblem(await power.send({ events }), 422, 'invalid-body');
    expect((await power.send({ events: events.slice(1) })).status).toBe(200);
    const filled = (bytes: number) => {
      const text = JSON.stringify(event('bill.settled', 'oda', { filling: 'é' }));
      return text.replace('é', `é${'x'.repeat(bytes - Buffer.byteLength(text))}`);
    };
    expect((await power.send(filled(4 * 1024 * 1024))).status).toBe(200);
    expectProblem(await power.send(filled(4 * 1024 * 1024 + 1)), 413, 'body-too-large');
    const far = await power.send(filled(4 * 1024 * 1024 + 1), {
      secret: `whsec_${Buffer.alloc(32).toString('base64')}`,
    });
    expectProblem(far, 413, 'body-too-large');
  });

  test('is verified by its bytes: spaces, other scripts and line ends are what they are', async () => {
    const power = await registerPartner(api, 'power-15');
    await letTell(api, 'pia', 'power-15');
    const text = `\r\n { "events" : [ ${JSON.stringify({ ...bill('pia', '2026-01'), data: { account: 'flat', month: '2026-01', status: 'late', note: '芝麻 \u{1f33e} \u2028' } })} ] }\n\t`;
    expect(results((await power.send(text)).body)).toEqual(['accepted']);
    const plain = { headers: { 'content-type': 'text/plain' } };
    expect(results((await power.send(text, plain)).body)).toEqual(['duplicate']);
    const bytes = { headers: { 'content-type': 'application/octet-stream' } };
    expect(results((await power.send(text, bytes)).body)).toEqual(['duplicate']);
  });
});
