import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Detail, packDetail, unpackDetail } from '../../lib/store/detail.ts';
import { currentFrom, scoreAttributes } from '../../lib/store/items.ts';
import { FORMER_DETAIL, FORMER_INPUTS } from '../support/former-scores.ts';

const DETAIL: Detail = {
  engine: '2',
  card: {
    id: 'tahini-expert',
    version: '1.1.0',
    hash: '477d023d6a16ce1202aea0f034cecddcaa6c68ea1392cee3fbc7c07e5e9fe219',
  },
  dimensions: [46, 43, 32, 59, 33],
  coverage: 368,
  points: [7480, 9688, 15480, 7688, 8000, -6000, 35595, 800, 4000],
  reasons: [
    { index: 23, code: 'OBLIGATIONS_MISSED', kind: 'missing', points: 8000 },
    { index: 29, code: 'ADDRESS_RECENT', kind: 'contradicted', points: 6600 },
    { index: 7, code: 'INSTALMENT_LATE', kind: 'value', points: 6400 },
    { index: 24, code: 'WALLET_RECENT', kind: 'stale', points: 60 },
  ],
  previous: { score: 598, band: 'fair' },
  causes: { ageing: -3, data: 18, scorecard: 0 },
};

/** The same, as it lies in tables: whoever changes the format gives it another version, and goes on reading this one. */
const PACKED =
  "2nw|*$20tahini-expert(1.1.0NR30CPWoWzhICrqDwNM7N3KpsaOoTks7j-8fAfl6f4hk(QNC_DcF,&$mG%Ax&g7$q|$xo$Kr+Y?#4X#{w':$w#{w5OBLIGATIONS_MISSED@&w#lS1ADDRESS_RECENT*#w#jA2INSTALMENT_LATE;'`#0WALLET_RECENT{ewz'fair{$(G#";

const whole = (most: number) => fc.integer({ min: -most, max: most });
const orNone = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const anyText = fc.oneof(fc.stringMatching(/^[A-Z_]{0,12}$/), fc.string({ unit: 'grapheme' }));
const anyDetail: fc.Arbitrary<Detail> = fc.record({
  engine: anyText,
  card: fc.record({
    id: anyText,
    version: anyText,
    hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  }),
  dimensions: fc.array(fc.nat(100), { maxLength: 5 }),
  coverage: fc.nat(1000),
  points: fc.array(fc.oneof(whole(40_000), whole(2 ** 31)), { maxLength: 60 }),
  reasons: fc.array(
    fc.record({
      index: fc.nat(300),
      code: anyText,
      kind: fc.constantFrom('value', 'missing', 'unverified', 'contradicted', 'stale'),
      points: fc.nat(2 ** 31),
    }),
    { maxLength: 4 },
  ),
  previous: orNone(fc.record({ score: orNone(fc.nat(950)), band: orNone(anyText) })),
  causes: orNone(fc.record({ ageing: whole(1000), data: whole(1000), scorecard: whole(1000) })),
});

describe('the detail of a score', () => {
  test('comes back as it was stored', () => {
    fc.assert(
      fc.property(anyDetail, (detail) => {
        expect(unpackDetail(packDetail(detail))).toEqual(detail);
      }),
    );
  });
  test('is stored in a form that does not change unnoticed, and that JSON leaves as it is', () => {
    expect(packDetail(DETAIL)).toBe(PACKED);
    expect(unpackDetail(PACKED)).toEqual(DETAIL);
    expect(JSON.stringify(PACKED)).toHaveLength(PACKED.length + 2);
  });
  test('is read as the former version of the service stored it', () => {
    expect(unpackDetail(FORMER_DETAIL)).toEqual(DETAIL);
    const first = FORMER_DETAIL.replace('[598,"fair"],[-3,18,0]]', '0,0]');
    expect(unpackDetail(first)).toEqual({ ...DETAIL, previous: undefined, causes: undefined });
    const wasUnscorable = FORMER_DETAIL.replace('[598,"fair"],[-3,18,0]]', '[null,null],0]');
    expect(unpackDetail(wasUnscorable)).toMatchObject({ previous: { score: undefined, band: undefined } });
  });
  test('is refused rather than misread with any one letter changed, lost, doubled or swapped, or cut short', () => {
    for (let at = 0; at < PACKED.length; at += 1) {
      const [before, letter, after] = [PACKED.slice(0, at), PACKED[at] as string, PACKED.slice(at + 1)];
      const damages = [
        before,
        `${before}${after}`,
        `${before}${letter}${letter}${after}`,
        `${before}${letter === '$' ? '%' : '$'}${after}`,
        `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`,
      ];
      for (const damaged of damages.filter((text) => text !== PACKED))
        expect(() => unpackDetail(damaged), damaged).toThrow(RangeError);
    }
  });
  test('of a format yet to come is refused by name', () => {
    expect(() => unpackDetail(`3${PACKED.slice(1)}`)).toThrow('unknown format version 3');
  });
});

test('a whole item of the former version of the service is read, and stored anew', () => {
  const item = {
    pk: { S: 'p1' },
    sk: { S: 'SCORE' },
    guard: { S: '000001#0000000003#020631' },
    profileVersion: { N: '3' },
    activationSeq: { N: '1' },
    asOf: { N: '20631' },
    status: { S: 'scored' },
    score: { N: '613' },
    band: { S: 'good' },
    detail: { S: FORMER_DETAIL },
    inputs: { S: FORMER_INPUTS },
    requestId: { S: 'JKJaXmPLvHcESHA=' },
  };
  const score = {
    activationSeq: 1,
    profileVersion: 3,
    asOf: 20_631,
    status: 'scored' as const,
    score: 613,
    band: 'good',
    inputs: FORMER_INPUTS,
    requestId: 'JKJaXmPLvHcESHA=',
    ...DETAIL,
  };
  expect(currentFrom(item)).toEqual(score);
  expect(currentFrom(scoreAttributes(score))).toEqual(score);
});
