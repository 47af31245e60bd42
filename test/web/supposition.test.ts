import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../../lib/schemas/dictionary.ts';
import { loadDocument } from '../../lib/scorecards/document.ts';
import { shippedDocument } from '../../lib/scorecards/shipped-document.ts';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import type { Profile } from '../../lib/scoring/resolve.ts';
import { knownOf } from '../../web/src/person/known.ts';
import { bodyOf, type SupposedValue, type Supposition, scoreIf } from '../../web/src/person/what-if/supposition.ts';
import { useApi } from '../support/api.ts';
import { addLongKnown, LONG_KNOWN } from './past.ts';

// What the page computes is held against what the API answers, for the same person and the same supposition.

const RUNS = 40;
const api = useApi(() => ({ environment: { SIMULATIONS_PER_HOUR: '10000' } }));
const today = dayOf(Date.now());
let token: string;
let card: Scorecard;
const people: Record<string, Profile> = {};

beforeAll(async () => {
  await addLongKnown(api);
  token = await api.person('newcomer');
  const facts = {
    monthlyIncome: { value: 90 },
    rentPayments: { value: { room: { [formatDay(today).slice(0, 7)]: 0 } } },
  };
  await api.call('PUT', '/v1/profiles/newcomer', { token, body: { facts } });
  token = await api.service('console', 'platform');
  const { body } = await api.call('GET', `/v1/profiles/${LONG_KNOWN}/score`, { token });
  card = loadDocument(shippedDocument, body.scorecard.hash);
  for (const id of [LONG_KNOWN, 'newcomer'])
    people[id] = knownOf((await api.call('GET', `/v1/profiles/${id}`, { token })).body, card);
});

function supposedValue(fact: Fact): fc.Arbitrary<SupposedValue> {
  switch (fact.type) {
    case 'number':
      return fc.integer({ min: fact.range[0], max: Math.min(fact.range[1], 500) });
    case 'category':
      return fc.constantFrom(...fact.categories);
    case 'flag':
      return fc.boolean();
    case 'since':
      return fc.integer({ min: 0, max: 5000 }).map((days) => formatDay(today - days));
    case 'months': {
      const amount =
        fact.combine === 'worst' ? fc.constant(0) : fc.integer({ min: 0, max: Math.min(fact.range[1], 300) });
      return fc.record({ months: fc.integer({ min: 1, max: 24 }), amount });
    }
  }
}

/** Up to five facts of any kind, with or without a consent. */
function suppositions(): fc.Arbitrary<Supposition> {
  const { names, facts } = card.dictionary;
  const one = fc
    .constantFrom(...names.keys())
    .chain((i) => supposedValue(facts[i] as Fact).map((value) => [names[i] as string, value] as const));
  return fc.record({
    facts: fc.array(one, { maxLength: 5 }).map((list) => Object.fromEntries(list)),
    consents: fc.constantFrom({}, { socialRelationships: true }),
  });
}

async function expectSame(id: string, supposition: Supposition): Promise<void> {
  const body = bodyOf(supposition, today);
  const answer = await api.call('POST', `/v1/profiles/${id}/score/simulate`, { token, body });
  expect(answer.status, answer.text).toBe(200);
  const here = scoreIf(people[id] as Profile, card, today, supposition);
  const { status, coverage } = here;
  const scored = here.status === 'scored' ? { score: here.score, band: here.band } : {};
  expect(answer.body.supposed).toEqual({ status, coverage: coverage / 1000, ...scored });
}

describe('what the page supposes comes out as the API says, of somebody', () => {
  test.each([LONG_KNOWN, 'newcomer'])('such as %s, whatever is supposed', async (id) => {
    await fc.assert(
      fc.asyncProperty(suppositions(), (supposition) => expectSame(id, supposition)),
      { numRuns: RUNS },
    );
  });

  test('for each fact that the card scores, by itself', async () => {
    for (const fact of new Set(card.characteristics.map((row) => row.fact))) {
      const [value] = fc.sample(supposedValue(card.dictionary.facts[fact] as Fact), { numRuns: 1, seed: fact });
      const facts = { [card.dictionary.names[fact] as string]: value as SupposedValue };
      await expectSame(LONG_KNOWN, { facts, consents: {} });
    }
  });
});
