import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { nextOf, readPage } from '../../lib/store/read-page.ts';

/** Texts out of what stands between items, so that a cut comes to lie in the midst of one. */
const anyText = fc
  .array(fc.constantFrom('}},{"', '}},{', '"', '\\', '}', '{', ',', '芝麻', 'a'), { maxLength: 12 })
  .map((parts) => parts.join(''));
const anyValue = fc.oneof(
  anyText.map((S) => ({ S })),
  fc.integer().map((n) => ({ N: String(n) })),
  fc
    .array(
      anyText.map((S) => ({ M: { a: { S }, b: { L: [{ M: { c: { S } } }, { M: { d: { S } } }] } } })),
      { maxLength: 3 },
    )
    .map((L) => ({ L })),
);
const anyItem = fc.dictionary(fc.constantFrom('pk', 'sk', 'evidence', 'detail'), anyValue, { minKeys: 1 });

test('a page that is read in pieces is the page, wherever it is cut and in whatever order its parts come', () => {
  fc.assert(
    fc.property(
      fc.array(anyItem, { maxLength: 30 }),
      fc.integer({ min: 1, max: 300 }),
      fc.boolean(),
      (Items, bytes, last) => {
        const rest = { Count: Items.length, LastEvaluatedKey: { pk: { S: '}},{' }, sk: { S: 'SCORE' } } };
        const page = last ? { Items, ...rest } : { ...rest, Items };
        const pieces = [...readPage(Buffer.from(JSON.stringify(page)), bytes)];
        const all = pieces.flatMap((piece) => piece.Items ?? []);
        expect(Object.assign({}, ...pieces, { Items: all })).toEqual(page);
        const next = nextOf(Buffer.from(JSON.stringify(page)));
        if (last || next !== undefined) expect(next).toEqual(rest.LastEvaluatedKey);
      },
    ),
    { numRuns: 500 },
  );
});

test('the last page has no next one', () => {
  expect(nextOf(Buffer.from('{"Items":[{"pk":{"S":"a"}},{"pk":{"S":"b"}}],"Count":2}'))).toBeUndefined();
  expect(nextOf(Buffer.from('no JSON'))).toBeUndefined();
});

test('what is no JSON is refused', () => {
  expect(() => [...readPage(Buffer.from('{"Items":[{"pk":{"S":"a"}},{"pk":{"S":"b"'), 4)]).toThrow(StoreError);
});
