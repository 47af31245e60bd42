import fc from 'fast-check';
import { shipped } from '../support/builders.ts';

// Parts of requests as nobody sends them in earnest: nearly right, or not at all.

const names = [
  ...shipped.dictionary.names,
  'constructor',
  '__proto__',
  'toString',
  '',
  'a/b~c',
  '\u0000',
  'x'.repeat(300),
];
const name = fc.constantFrom(...names);
const scalar = fc.oneof(
  fc.constantFrom(0, -0, 1, 1e308, 5e-324, 2 ** 53, -1, '', '2025-01-01', '2025-13-45', '9999-12-31', true, null),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const months = fc.dictionary(fc.constantFrom('2025-01', '1900-01', '2199-12', '__proto__', 'x'), scalar, {
  maxKeys: 3,
});
const value = fc.oneof(
  scalar,
  months,
  fc.dictionary(fc.constantFrom('a', '__proto__', 'x'.repeat(33)), months, { maxKeys: 2 }),
  fc.jsonValue(),
);
const statement = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        value,
        observedAt: fc.oneof(fc.constant('2025-01-01'), scalar),
        revision: scalar,
        retracted: fc.constantFrom(true, false),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const member = fc.oneof(
  fc.dictionary(name, statement, { maxKeys: 4 }).map((facts) => ({ facts })),
  fc
    .dictionary(
      fc.constantFrom('socialRelationships', 'constructor', 'toString', '__proto__', 'a'),
      fc.oneof(fc.boolean(), scalar),
      { maxKeys: 3 },
    )
    .map((consents) => ({ consents })),
  fc.record({ target: scalar, asOf: scalar, tier: scalar }, { requiredKeys: [] }),
);
const shaped = fc.array(member, { maxLength: 2 }).map((members) => JSON.stringify(Object.assign({}, ...members)));
const deep = fc.integer({ min: 1, max: 20_000 });
const text = fc.oneof(
  { weight: 5, arbitrary: shaped },
  { weight: 2, arbitrary: fc.json() },
  // One character of it cut out or exchanged.
  {
    weight: 2,
    arbitrary: fc
      .tuple(shaped, fc.nat(), fc.string({ maxLength: 2 }))
      .map(([json, at, put]) => json.slice(0, at % (json.length + 1)) + put + json.slice((at % (json.length + 1)) + 1)),
  },
  { weight: 1, arbitrary: deep.map((n) => `${'['.repeat(n)}${']'.repeat(n)}`) },
  {
    weight: 1,
    arbitrary: deep.map(
      (n) => `{"facts": {"monthlyIncome": {"value": ${'{"a":'.repeat(n % 9000)}1${'}'.repeat(n % 9000)}}}}`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"facts": {}, "facts": {"monthlyIncome": {"value": 1}}, "facts": []}',
      '{"__proto__": {"facts": 1}}',
      '{"facts": {"monthlyIncome": {"value": 1, "value": 1e999}}}',
      '\uFEFF{}',
      ' ',
      '{"target": 1e400}',
      '{"asOf": "2199-12-31", "facts": {}}',
    ),
  },
);
export const body = fc.oneof(
  { weight: 8, arbitrary: text.map((json) => Buffer.from(json)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
);

const visible = fc.string({
  unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
export const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 6, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'application/json; charset=utf-16',
          'application/octet-stream',
          'text/plain',
          'application/x+json',
        ),
      },
      { weight: 1, arbitrary: visible },
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'chunked'),
    'if-match': fc.oneof(fc.constantFrom('*', '"1"', 'W/"1"', '"1", "2"', '9'.repeat(400)), visible),
    'x-forwarded-for': visible,
    'x-amz-security-token': visible,
    cookie: visible,
  },
  { requiredKeys: ['content-type'] },
);
const escaped = fc.string({ unit: 'binary', maxLength: 6 }).map((raw) => encodeURIComponent(raw.toWellFormed()));
export const id = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('ada', 'bob', 'carla', '__proto__', 'constructor') },
  { weight: 1, arbitrary: escaped },
  { weight: 1, arbitrary: visible },
  { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%00', '..', '%2e%2e', '%ff%fe', 'a%2Fb') },
);
const parameter = fc.tuple(
  fc.constantFrom('baseline', 'limit', 'next', '__proto__', 'x'),
  fc.oneof(fc.constantFrom('population', '5', '020000#0000000001#000001', '%'), escaped, visible),
);
export const query = fc
  .array(parameter, { maxLength: 3 })
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join('&')}`));
export const by = fc.oneof({ weight: 9, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: visible });
