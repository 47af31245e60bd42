import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { expectProblem, SCORABLE, useApi } from '../support/api.ts';

// Whatever is asked, nothing of the person may change: not a byte, no version, no decision.

const api = useApi(() => ({ environment: { SIMULATIONS_PER_HOUR: '1000' } }));
const inDays = (days: number) => formatDay(dayOf(Date.now()) + days);
let ada: string;
let before: unknown;

beforeAll(async () => {
  ada = await api.person('ada');
  const bank = await api.service('bank', 'bureau');
  await api.call('PUT', '/v1/profiles/ada', { token: bank, body: { facts: SCORABLE } });
  await api.call('PUT', '/v1/profiles/ada', { token: ada, body: { facts: { monthlyIncome: { value: 60 } } } });
  await api.local.idle();
});
beforeEach(async () => {
  before = await api.stored('ada');
});
afterEach(async () => {
  await api.local.idle();
  expect(await api.stored('ada')).toEqual(before);
});

const ask = (body: unknown, id = 'ada', token = ada) =>
  api.call('POST', `/v1/profiles/${id}/score/simulate`, { token, body });

describe('what would be if', () => {
  test('nothing changed is what is', async () => {
    const { status, headers, body } = await ask({});
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      asOf: inDays(0),
      change: 0,
      current: { status: 'scored', score: expect.any(Number), band: expect.any(String) },
    });
    expect(body.supposed).toEqual(body.current);
    expect((await api.call('GET', '/v1/profiles/ada/score', { token: ada })).body.score).toBe(body.current.score);
  });

  test('facts were verified today, or only stated by the person', async () => {
    const facts = { monthlyIncome: { value: 400 } };
    const [verified, named, own] = [
      await ask({ facts }),
      await ask({ facts, tier: 'registry' }),
      await ask({ facts, tier: 'self' }),
    ];
    expect(verified.body.change).toBeGreaterThan(0);
    expect(named.body).toEqual(verified.body);
    expect(own.body.change).toBeLessThan(verified.body.change);
    expect(own.body.change).toBeGreaterThan(0);
  });

  test('facts were stated in the very second in which something else was said', async () => {
    const income = async (value: number) =>
      (await ask({ facts: { monthlyIncome: { value } }, tier: 'self' })).body.change;
    const cleo = await api.person('cleo');
    await api.call('PUT', '/v1/profiles/cleo', {
      token: await api.service('bank', 'bureau'),
      body: { facts: SCORABLE },
    });
    await api.call('PUT', '/v1/profiles/cleo', { token: cleo, body: { facts: { monthlyIncome: { value: 60 } } } });
    // As text, '400' comes before '60' and '900' after it.
    for (const value of [400, 900]) {
      const { body } = await ask({ facts: { monthlyIncome: { value } }, tier: 'self' }, 'cleo', cleo);
      expect(body.change, String(value)).toBe(await income(value));
      expect(body.change).toBeGreaterThan(0);
    }
  });

  test('a source of the same standing said otherwise today', async () => {
    const bank = await api.service('bank', 'bureau');
    const finn = await api.person('finn');
    await api.call('PUT', '/v1/profiles/finn', { token: bank, body: { facts: SCORABLE } });
    await api.call('PUT', '/v1/profiles/finn', {
      token: await api.service('employer', 'partner'),
      body: { facts: { monthlyIncome: { value: 200 } } },
    });
    for (const value of [20, 400]) {
      const facts = { monthlyIncome: { value } };
      const { body } = await ask({ facts, tier: 'partner' }, 'finn', finn);
      expect(Math.sign(body.change), String(value)).toBe(Math.sign(value - 200));
    }
  });

  test('a fact of every kind were said', async () => {
    const facts = {
      mainAsset: { value: 'landOrHome' },
      employmentVerified: { value: true },
      employerSince: { value: '2015-05-05' },
      rentPayments: { value: { home: { [inDays(0).slice(0, 7)]: 0 } } },
      courtRecord5y: { retracted: true },
    };
    expect(await ask({ facts })).toMatchObject({ status: 200, body: { supposed: { status: 'scored' } } });
  });

  test('a consent were given', async () => {
    const facts = { vouchesReceived: { value: 5 }, guarantor: { value: true } };
    const [without, given] = [await ask({ facts }), await ask({ facts, consents: { socialRelationships: true } })];
    expect(without.body.change).toBe(0);
    expect(given.body.change).toBeGreaterThan(0);
  });

  test('time went on', async () => {
    const later = await ask({ asOf: inDays(900) });
    expect(later.body).toMatchObject({ asOf: inDays(900) });
    const [now, then] = [(await ask({})).body.current, later.body.current];
    expect(then.coverage).toBeLessThan(now.coverage);
  });

  test.each([
    ['a fact nobody knows', { facts: { shoeSize: { value: 1 } } }, 422, 'unknown-fact'],
    [
      'a tier that may not say so',
      { facts: { identityVerified: { value: true } }, tier: 'self' },
      422,
      'tier-may-not-assert',
    ],
    ['a tier that does not exist', { facts: {}, tier: 'king' }, 422, 'invalid-body'],
    ['a value out of range', { facts: { monthlyIncome: { value: -1 } } }, 422, 'out-of-range'],
    ['yesterday', { asOf: inDays(-1) }, 422, 'out-of-range'],
    ['a day long past', { asOf: '0001-01-01' }, 422, 'out-of-range'],
    ['a day beyond the calendar', { asOf: '2300-01-01' }, 422, 'out-of-range'],
    ['a target beyond the calendar', { target: 600, asOf: '9999-12-31' }, 422, 'out-of-range'],
    ['a day that does not exist', { asOf: '2027-02-30' }, 422, 'invalid-body'],
    ['a target that is no whole number', { target: 650.5 }, 422, 'invalid-body'],
    ['a target and facts at once', { target: 650, facts: {} }, 422, 'invalid-body'],
  ])('%s is refused', async (_what, body, status, kind) => {
    expectProblem(await ask(body), status, kind);
  });

  test.each(['700', 700.5, null])('a target that is no score is told by its name: %j', async (target) => {
    const { body } = await ask({ target });
    expect(body.errors).toMatchObject([{ pointer: '/target', detail: 'must be a whole number' }]);
  });
});

describe('the way to a target', () => {
  test.each([-5, 349, 951, Number.MAX_SAFE_INTEGER])(
    'is refused to %i, which is no score of the card',
    async (target) => {
      const answer = await ask({ target });
      expectProblem(answer, 422, 'out-of-range');
      const detail = "Must be on the card's scale, from 350 to 950.";
      expect(answer.body.errors).toEqual([{ pointer: '/target', type: 'urn:tahini:problem:out-of-range', detail }]);
    },
  );

  test('names the steps, and whoever takes them arrives', async () => {
    const current = (await ask({})).body.current.score;
    const { status, body } = await ask({ target: current + 25 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ asOf: inDays(0), target: current + 25, reachable: true, current: { score: current } });
    expect(body.score).toBeGreaterThanOrEqual(current + 25);
    expect(body.steps.length).toBeGreaterThan(0);
    for (const step of body.steps)
      expect(step).toMatchObject({
        fact: expect.any(String),
        label: { en: expect.any(String), zh: expect.any(String) },
        verifiedBy: expect.any(String),
        binsMoved: expect.any(Number),
      });
    expect(body.steps.some((step: { fact: string }) => ['courtRecord5y', 'sex', 'birthDate'].includes(step.fact))).toBe(
      false,
    );
  });

  test('is empty for whoever is there already', async () => {
    expect((await ask({ target: 350 })).body).toMatchObject({ reachable: true, steps: [] });
  });

  test('does not exist to what cannot be reached, and the highest that can is told', async () => {
    const { body } = await ask({ target: 950 });
    expect(body).toMatchObject({ reachable: false, highest: expect.any(Number) });
    expect(body.steps).toBeUndefined();
    expect((await ask({ target: body.highest })).body).toMatchObject({ reachable: true, score: body.highest });
    expect((await ask({ target: body.highest + 1 })).body.reachable).toBe(false);
  });

  test('does not exist for somebody who cannot be scored yet', async () => {
    const ben = await api.person('ben');
    await api.call('PUT', '/v1/profiles/ben', { token: ben, body: { facts: { monthlyIncome: { value: 60 } } } });
    const { status, body } = await ask({ target: 400 }, 'ben', ben);
    expect({ status, reachable: body.reachable, current: body.current.status }).toEqual({
      status: 200,
      reachable: false,
      current: 'unscorable',
    });
    expect((await ask({ facts: { monthlyIncome: { value: 90 } } }, 'ben', ben)).body.change).toBeUndefined();
  });
});
