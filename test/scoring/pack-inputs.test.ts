import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshnessAt } from '../../lib/scoring/freshness.ts';
import type { Input, Inputs } from '../../lib/scoring/model.ts';
import { packInputs, unpackInputs } from '../../lib/scoring/pack-inputs.ts';
import { binOf } from '../../lib/scoring/points.ts';
import { shipped } from '../support/builders.ts';
import { FORMER_INPUTS } from '../support/former-scores.ts';

const { card } = shipped;
const AS_OF = 20_631;

/** The inputs of FORMER_INPUTS, as they lie in tables: whoever changes the format gives it another version. */
const PACKED =
  "2dv<7&4synthetic-utility%i8u@'self#dph.5synthetic-registry'jAu@E$~&#~)%%##%&#~3(~&''d)K/'$y&-25y'96.5:,$3%.%#2'%";

const anyBeliever = fc.constantFrom(
  { sourceId: 'self', tier: 0, reliability: 500, credibility: 817 },
  { sourceId: 'self', tier: 0, reliability: 500, credibility: -400 },
  { sourceId: '芝麻 "信用" \\', tier: 2, reliability: 900, credibility: 1000 },
  { sourceId: 'bank', tier: 3, reliability: 950, credibility: 1000 },
);
const anyMeasure = fc.oneof(fc.nat(100), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const anyFound = fc.record({ by: anyBeliever, age: fc.nat(4000), measure: anyMeasure.map((measure) => measure + 0) });
const anyInputs: fc.Arbitrary<Inputs> = fc.record({
  asOf: fc.constant(AS_OF),
  inputs: fc
    .array(fc.option(anyFound, { nil: undefined }), {
      minLength: card.characteristics.length,
      maxLength: card.characteristics.length,
    })
    .map((all) =>
      all.map((found, i): Input | undefined => {
        const row = card.characteristics[i]!;
        if (found === undefined) return undefined;
        const { by, age, measure } = found;
        const freshness = freshnessAt(row.freshness, age);
        return { ...by, measure, day: AS_OF - age, bin: binOf(row, measure), freshness };
      }),
    ),
  withheld: fc.nat(31),
  conflicts: fc.array(fc.record({ fact: fc.nat(200), believed: fc.nat(4), other: fc.nat(4) }), { maxLength: 5 }),
});

describe('the inputs that a score was made of', () => {
  test('come back as they were stored', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        expect(unpackInputs(packInputs(inputs), AS_OF, card)).toEqual(inputs);
      }),
    );
  });
  test('are read as the former version of the service stored them', () => {
    const { inputs, withheld, conflicts } = unpackInputs(FORMER_INPUTS, AS_OF, card);
    expect(inputs).toHaveLength(card.characteristics.length);
    expect(inputs[3]).toMatchObject({ measure: -25, day: AS_OF - 5, sourceId: 'synthetic-utility', tier: 2 });
    expect(inputs[4]).toBeUndefined();
    expect(inputs[11]).toMatchObject({ measure: 96.5, sourceId: 'self', reliability: 500, credibility: -400 });
    expect(inputs[16]).toMatchObject({ measure: 1, day: AS_OF - 40, sourceId: 'synthetic-registry', tier: 4 });
    expect(inputs[17]).toBeUndefined();
    expect(withheld).toBe(16);
    expect(conflicts[1]).toEqual({ fact: 15, believed: 4, other: 2 });
  });
  test('are stored in a form that does not change unnoticed, and that JSON leaves as it is', () => {
    const former = unpackInputs(FORMER_INPUTS, AS_OF, card);
    expect(packInputs(former)).toBe(PACKED);
    expect(unpackInputs(PACKED, AS_OF, card)).toEqual(former);
    expect(JSON.stringify(PACKED)).toHaveLength(PACKED.length + 2);
  });
  test('are refused rather than misread with any one letter changed, lost, doubled or swapped, or cut short', () => {
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
        expect(() => unpackInputs(damaged, AS_OF, card), damaged).toThrow(RangeError);
    }
  });
  test('of a format yet to come are refused by name', () => {
    expect(() => unpackInputs(`3${PACKED.slice(1)}`, AS_OF, card)).toThrow('unknown format version 3');
  });
});
