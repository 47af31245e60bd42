import { describe, expect, test } from 'vitest';
import { TahiniError } from '../../../lib/errors.ts';
import { PartnerSettings } from '../../../lib/schemas/partner.ts';
import { checkSettings } from '../../../lib/usecases/partners/check-settings.ts';
import { shipped } from '../../support/builders.ts';

const NOW = Date.UTC(2026, 5, 15, 12);
const FACTS = ['utilityPayments', 'monthlyIncome', 'identityVerified', 'mainAsset', 'employerSince', 'incomeReceived'];

/** What the answer says, one line for each mistake. */
function mistakes(settings: object): string[] {
  const parsed = PartnerSettings.parse({ name: 'Acme', tier: 'partner', facts: FACTS, ...settings });
  try {
    checkSettings(parsed, shipped.dictionary, NOW);
    return [];
  } catch (error) {
    if (!(error instanceof TahiniError)) throw error;
    return error.violations.map(({ pointer, rule, detail }) => {
      expect(detail).toMatch(/\w/);
      return `${pointer} ${rule}`;
    });
  }
}
const event = (...mappings: object[]) => mistakes({ events: { e: mappings } });
/** Of one mapping, from its own place on. */
const mapping = (given: object) => event(given).map((line) => line.replace('/events/e/0', ''));

describe('what a partner says means something when', () => {
  test.each<[string, object]>([
    ['a bill is paid', { fact: 'utilityPayments', value: { is: 0 }, account: { from: 'meter.number' } }],
    [
      'a bill is late, in words of its own',
      {
        fact: 'utilityPayments',
        value: { from: 'status', map: { paid: 0, 'over-30': 1, '∞': 4 } },
        account: { from: 'meter' },
        month: { from: 'period' },
      },
    ],
    [
      'a bill was none',
      { fact: 'utilityPayments', retracted: true, account: { is: 'main' }, month: { is: '2026-05' } },
    ],
    ['an amount has a fraction', { fact: 'incomeReceived', value: { is: 99.5 }, account: { is: 'salary' } }],
    ['an income is told', { fact: 'monthlyIncome', value: { from: 'amount' } }],
    ['a flag is set', { fact: 'identityVerified', value: { is: true } }],
    [
      'a flag is a word of theirs',
      { fact: 'identityVerified', value: { from: 'kyc', map: { ok: true, failed: false } } },
    ],
    ['a category is named', { fact: 'mainAsset', value: { is: 'vehicle' } }],
    ['a date is told', { fact: 'employerSince', value: { is: '2020-02-29' } }],
    ['a fact is taken back', { fact: 'monthlyIncome', retracted: true }],
  ])('%s', (_, given) => expect(mapping(given)).toEqual([]));

  test('one event speaks of several facts, and of one in several accounts', () => {
    const account = (name: string) => ({ fact: 'utilityPayments', value: { is: 0 }, account: { is: name } });
    expect(event(account('power'), account('water'), { fact: 'monthlyIncome', value: { from: 'x' } })).toEqual([]);
  });
});

describe('refused is', () => {
  test.each<[string, object, string[]]>([
    ['a value and its opposite', { fact: 'monthlyIncome', value: { is: 1 }, retracted: true }, [' invalid-mapping']],
    ['neither', { fact: 'monthlyIncome' }, [' invalid-mapping']],
    ['a month of nobody’s account', { fact: 'utilityPayments', value: { is: 0 } }, ['/account invalid-mapping']],
    [
      'an account where there is none',
      { fact: 'monthlyIncome', value: { is: 1 }, account: { is: 'a' }, month: { from: 'm' } },
      ['/account invalid-mapping', '/month invalid-mapping'],
    ],
    ['a number out of range', { fact: 'monthlyIncome', value: { is: -1 } }, ['/value/is out-of-range']],
    ['a number in quotes', { fact: 'monthlyIncome', value: { is: '1' } }, ['/value/is wrong-type']],
    ['a flag that is a number', { fact: 'identityVerified', value: { is: 1 } }, ['/value/is wrong-type']],
    ['an unknown category', { fact: 'mainAsset', value: { is: 'yacht' } }, ['/value/is unknown-category']],
    ['a date that is none', { fact: 'employerSince', value: { is: '2020-02-30' } }, ['/value/is wrong-type']],
    ['a date to come', { fact: 'employerSince', value: { is: '2026-06-16' } }, ['/value/is future-observation']],
    ['half a status', { fact: 'utilityPayments', value: { is: 0.5 }, account: { is: 'a' } }, ['/value/is wrong-type']],
    [
      'words that stand for what cannot be, each of them',
      { fact: 'utilityPayments', value: { from: 's', map: { ok: 0, bad: 9, 'a/b~c': true } }, account: { from: 'a' } },
      ['/value/map/bad out-of-range', '/value/map/a~1b~0c wrong-type'],
    ],
    [
      'an account of another form',
      { fact: 'utilityPayments', value: { is: 0 }, account: { is: 'a b' } },
      ['/account/is wrong-type'],
    ],
    [
      'an account that is a number',
      { fact: 'utilityPayments', value: { is: 0 }, account: { from: 'x', map: { one: 1 } } },
      ['/account/map/one wrong-type'],
    ],
    [
      'a month that is none, and one to come',
      {
        fact: 'utilityPayments',
        value: { is: 0 },
        account: { is: 'a' },
        month: { from: 'x', map: { a: '2026-13', b: '2026-07' } },
      },
      ['/month/map/a wrong-type', '/month/map/b future-observation'],
    ],
    ['a fact that is not its own', { fact: 'phoneVerified', value: { is: true } }, ['/fact fact-not-allowed']],
    ['a fact that is nobody’s', { fact: 'shoeSize', value: { is: 44 } }, ['/fact unknown-fact']],
  ])('%s', (_, given, expected) => expect(mapping(given)).toEqual(expected));

  test('one event that says two things of one fact', () => {
    const twice = [
      { fact: 'monthlyIncome', value: { is: 1 } },
      { fact: 'monthlyIncome', value: { from: 'x' } },
    ];
    expect(event(...twice)).toEqual(['/events/e/1/fact invalid-mapping']);
  });

  test('an outcome of a loan as evidence', () => {
    const events = { 'tahini.outcome': [{ fact: 'monthlyIncome', value: { is: 1 } }] };
    expect(mistakes({ events })).toEqual(['/events/tahini.outcome invalid-mapping']);
  });

  test('every fact that is not there, may not be stated by this tier, or is named twice', () => {
    const facts = ['monthlyIncome', 'taxArrears', 'constructor', 'monthlyIncome'];
    expect(mistakes({ facts })).toEqual([
      '/facts/1 tier-may-not-assert',
      '/facts/2 unknown-fact',
      '/facts/3 invalid-body',
    ]);
    expect(mistakes({ tier: 'registry', facts: ['taxArrears'] })).toEqual([]);
  });

  test('a mapping of a fact that the tier may not state, once and at its root', () => {
    const events = { e: [{ fact: 'taxArrears', value: { is: true } }] };
    expect(mistakes({ facts: ['taxArrears'], events })).toEqual(['/facts/0 tier-may-not-assert']);
  });

  test('a body of nothing but mistakes, at no more length than a hundred of them', () => {
    const map = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`w${n}`, -1]));
    expect(event({ fact: 'monthlyIncome', value: { from: 'x', map } })).toHaveLength(100);
  });
});
