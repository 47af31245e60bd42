import fc from 'fast-check';
import type { Fact } from '../../lib/schemas/dictionary.ts';
import { formatDay, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import type { Evidence } from '../../lib/scoring/evidence.ts';
import type { Dictionary } from '../../lib/scoring/model.ts';
import type { Profile } from '../../lib/scoring/resolve.ts';
import type { Caller } from '../../lib/usecases/dependencies.ts';
import { day, self, service, states, TAKEN_BACK, together } from './builders.ts';

/** One caller states one fact on one day. */
export interface Said {
  caller: Caller;
  on: number;
  revision: number | undefined;
  fact: string;
  value: unknown;
}

export const FIRST_DAY = day('2023-01-01');
export const LAST_DAY = day('2026-01-01');

/** One of every tier, two partners, and one source that has risen from platform to partner. */
export const CALLERS: readonly Caller[] = [
  self,
  service('platform', 'shop'),
  service('partner', 'bank'),
  service('partner', 'telecom'),
  service('bureau'),
  service('registry'),
  service('platform', 'riser'),
  service('partner', 'riser'),
];

/** Whole days; every other one out of a handful, so that statements often come on the same day. */
export const anyDay = fc.oneof(
  fc.constantFrom(FIRST_DAY, LAST_DAY - 200, LAST_DAY - 1, LAST_DAY),
  fc.integer({ min: FIRST_DAY, max: LAST_DAY }),
);

interface Choice {
  dictionary: Dictionary;
  facts?: readonly string[];
  callers?: readonly Caller[];
  days?: fc.Arbitrary<number>;
}

export function anySaid({ dictionary, facts = dictionary.names, callers = CALLERS, days = anyDay }: Choice) {
  const speakers = (name: string) =>
    callers.filter((caller) => factOf(dictionary, name).assertableBy.includes(caller.tier));
  return fc.oneof(
    ...facts
      .filter((name) => speakers(name).length > 0)
      .map((name) =>
        fc
          .record({
            caller: fc.constantFrom(...speakers(name)),
            on: days,
            revision: fc.constantFrom(undefined, undefined, 0, 1),
            stated: anyValue(factOf(dictionary, name)),
          })
          .map(({ stated, ...said }): Said => ({ ...said, fact: name, value: stated(said.on) })),
      ),
  );
}

/** What can be stated of a fact, as a report writes it; dates and months lie before the day of the statement. */
export function anyValue(fact: Fact): fc.Arbitrary<(on: number) => unknown> {
  if (fact.type === 'flag') return fc.boolean().map((value) => () => value);
  if (fact.type === 'category') return fc.constantFrom(...fact.categories).map((value) => () => value);
  if (fact.type === 'since')
    return fc.integer({ min: 0, max: 12_000 }).map((back) => (on: number) => formatDay(on - back));
  if (fact.type === 'number') return anyNumber(fact.range).map((value) => () => value);
  const slots = fc.array(fc.tuple(fc.integer({ min: 0, max: 45 }), fc.option(anySlot(fact), { freq: 9 })), {
    minLength: 1,
    maxLength: 30,
  });
  return fc
    .dictionary(fc.constantFrom('a', 'b'), slots, { minKeys: 1 })
    .map(
      (accounts) => (on: number) =>
        Object.fromEntries(
          Object.entries(accounts).map(([account, given]) => [
            account,
            Object.fromEntries(given.map(([back, value]) => [formatMonth(monthOf(on) - back), value])),
          ]),
        ),
    );
}

/** A status is a whole number. */
function anySlot({ combine, range: [low, high] }: Extract<Fact, { type: 'months' }>): fc.Arbitrary<number> {
  return combine === 'sum' ? anyNumber([low, high]) : fc.integer({ min: low, max: high });
}

function anyNumber([low, high]: readonly [number, number]): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: low, max: Math.min(high, low + 6) }) },
    { weight: 3, arbitrary: fc.integer({ min: low, max: Math.min(high, low + 400) }) },
    { weight: 1, arbitrary: fc.constantFrom(low, high) },
    { weight: 1, arbitrary: fc.double({ min: low, max: high, noNaN: true }) },
  );
}

/** Now and then somebody takes back what they said. */
export function anyStatements(choice: Choice, most = 12): fc.Arbitrary<Said[]> {
  const takenBack = anySaid(choice).map(
    (said): Said => (factOf(choice.dictionary, said.fact).type === 'months' ? said : { ...said, value: TAKEN_BACK }),
  );
  const one = fc.oneof({ weight: 9, arbitrary: anySaid(choice) }, { weight: 1, arbitrary: takenBack });
  return fc.array(one, { maxLength: most });
}

export function evidenceOf(dictionary: Dictionary, said: readonly Said[]): Evidence {
  return together(
    dictionary,
    said.map(({ caller, on, fact, value, revision }) =>
      states(dictionary, caller, formatDay(on), { [fact]: value }, revision),
    ),
  );
}

export const anyConsents: fc.Arbitrary<Record<string, boolean>> = fc.constantFrom(
  {},
  { social: true, socialRelationships: true },
  { social: false, socialRelationships: false },
);

/** Somebody of whom up to `most` statements are known; kept as statements, so that a failure can be read. */
export function anybody(choice: Choice, most = 25): fc.Arbitrary<{ said: Said[]; consents: Record<string, boolean> }> {
  return fc.record({ said: anyStatements(choice, most), consents: anyConsents });
}

export function profileOf(
  dictionary: Dictionary,
  { said, consents }: { said: readonly Said[]; consents: Record<string, boolean> },
): Profile {
  return { evidence: evidenceOf(dictionary, said), consents };
}

export function factOf(dictionary: Dictionary, name: string): Fact {
  const fact = dictionary.facts[dictionary.index.get(name) ?? -1];
  if (fact === undefined) throw new Error(`the dictionary has no fact ${name}`);
  return fact;
}
