import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packAsBefore } from '../../bench/encodings/former-format.ts';
import dictionaryFile from '../../lib/scorecards/dictionary.json' with { type: 'json' };
import { loadDictionary } from '../../lib/scorecards/load.ts';
import { noEvidence } from '../../lib/scoring/evidence.ts';
import type { Dictionary } from '../../lib/scoring/model.ts';
import { factCode } from '../../lib/scoring/pack/fact-code.ts';
import { open } from '../../lib/scoring/pack/open.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import { anyStatements, evidenceOf } from '../support/arbitraries.ts';
import { self, service, shipped, states, together } from '../support/builders.ts';

const { dictionary } = shipped;
const facts = ['monthlyIncome', 'mainAsset', 'phoneVerified', 'addressSince', 'rentPayments', 'incomeReceived'];
const anyEvidence = anyStatements({ dictionary, facts }, 20).map((said) => evidenceOf(dictionary, said));
const bank = service('partner', 'bank');

/** What scoring looks at. */
const statementsOf = (packed: string, by: Dictionary) => {
  const { observations: _o, series: _s, ...statements } = unpack(packed, by);
  return statements;
};

describe('packed evidence', () => {
  test('is opened for scoring just as if it had been unpacked', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const packed = pack(evidence);
        expect(open(packed, dictionary)).toEqual(statementsOf(packed, dictionary));
      }),
    );
  });
  test('of the former format is read as what it was, and packed anew in the present one', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const former = packAsBefore(evidence);
        expect(unpack(former, dictionary)).toEqual(evidence);
        expect(open(former, dictionary)).toMatchObject(statementsOf(pack(evidence), dictionary));
        expect(pack(unpack(former, dictionary))).toBe(pack(evidence));
      }),
    );
  });
  test('holds what sources are called, in any script, and every number as it was said', () => {
    const odd = states(
      dictionary,
      service('partner', '芝麻 "信用" \\ \u{1f33e}'),
      '2025-06-02',
      { monthlyIncome: 80.25 },
      1e12,
    );
    const old = states(dictionary, self, '2025-06-02', { birthDate: '1931-02-28', monthlyIncome: 0 });
    const all = together(dictionary, [odd, old]);
    expect(unpack(pack(all), dictionary)).toEqual(all);
    expect(unpack(pack(noEvidence(dictionary)), dictionary)).toEqual(noEvidence(dictionary));
  });
  test('does not change when the dictionary grows or is put in another order', () => {
    const other = loadDictionary({
      ...dictionaryFile,
      facts: {
        aNewFact: dictionaryFile.facts.phoneVerified,
        ...Object.fromEntries(Object.entries(dictionaryFile.facts).reverse()),
      },
    });
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const packed = pack(evidence);
        expect(pack(unpack(packed, other))).toBe(packed);
      }),
      { numRuns: 20 },
    );
  });
});

describe('evidence is refused rather than misread', () => {
  const packed = pack(
    states(dictionary, bank, '2025-06-02', { monthlyIncome: 80, rentPayments: { flat: { '2025-05': 0 } } }),
  );
  const readers = [unpack, open];

  test.each(readers)('of an unknown format: %o', (read) => {
    expect(() => read(`3${packed.slice(1)}`, dictionary)).toThrow(RangeError);
    expect(() => read('', dictionary)).toThrow(RangeError);
  });
  test.each(readers)('of a fact that the dictionary lost: %o', (read) => {
    const { monthlyIncome: _, ...rest } = dictionaryFile.facts;
    const smaller = loadDictionary({ ...dictionaryFile, facts: rest });
    expect(() => read(packed, smaller)).toThrow(/does not know/);
  });
  test.each(readers)('cut short anywhere: %o', (read) => {
    for (let end = 1; end < packed.length; end += 1) {
      expect(() => read(packed.slice(0, end), dictionary)).toThrow(SyntaxError);
    }
  });
  test.each(readers)('with any one letter changed, lost, doubled or swapped: %o', (read) => {
    for (let at = 1; at < packed.length; at += 1) {
      const [before, letter, after] = [packed.slice(0, at), packed[at] as string, packed.slice(at + 1)];
      const damages = [
        `${before}${after}`,
        `${before}${letter}${letter}${after}`,
        `${before}${letter === '$' ? '%' : '$'}${after}`,
      ];
      if (letter !== packed[at + 1]) damages.push(`${before}${after.slice(0, 1)}${letter}${after.slice(1)}`);
      for (const damaged of damages.filter((text) => text !== packed))
        expect(() => read(damaged, dictionary)).toThrow(SyntaxError);
    }
  });
  test('in the former format, cut short', () => {
    const former = packAsBefore(unpack(packed, dictionary));
    expect(() => open(former.slice(0, -3), dictionary)).toThrow(SyntaxError);
  });
});

test('a dictionary with two facts of one code is refused by name', () => {
  const names = twoOfOneCode();
  const fact = dictionaryFile.facts.phoneVerified;
  const clash = { ...dictionaryFile, facts: Object.fromEntries(names.map((name) => [name, fact])) };
  expect(() => loadDictionary(clash)).toThrow(new RegExp(`facts.${names[1]}: .*${names[0]}`));
});

/** Found by trying names until two meet: a birthday among 750,000 days. */
function twoOfOneCode(): [string, string] {
  const seen = new Map<number, string>();
  for (let n = 0; ; n += 1) {
    const code = factCode(`fact${n}`);
    const other = seen.get(code);
    if (other !== undefined) return [other, `fact${n}`];
    seen.set(code, `fact${n}`);
  }
}
