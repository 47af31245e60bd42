import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { isSecret, newSecret, sign, verify } from '../../lib/http/signature.ts';

const NOW = Date.now();
const SECONDS = Math.floor(NOW / 1000);
const [ours, former, theirs] = [newSecret(), newSecret(), newSecret()];

/** The headers of a request that was signed a moment ago. */
function headersOf(id: string, body: string | Uint8Array, secrets: readonly string[], timestamp = SECONDS) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign({ id, timestamp, body }, secrets),
  };
}
const bytes = (text: string) => Buffer.from(text);
const sent = headersOf('msg_1', '{"a":1}', [ours]);
const signatureOf = (secret: string) => headersOf('msg_1', '{"a":1}', [secret])['webhook-signature'];
const isTaken = (headers: Record<string, string | undefined>, body = '{"a":1}', secrets: string[] = [ours]) =>
  verify(headers, bytes(body), secrets, NOW).ok;

/** https://github.com/standard-webhooks/standard-webhooks, libraries/javascript/src/webhook.test.ts */
const KNOWN = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe('the specification', () => {
  test('its known answer is ours', () => {
    expect(sign(KNOWN, [KNOWN.secret])).toBe(KNOWN.signature);
    const headers = { ...headersOf(KNOWN.id, KNOWN.body, [], KNOWN.timestamp), 'webhook-signature': KNOWN.signature };
    expect(verify(headers, bytes(KNOWN.body), [KNOWN.secret], KNOWN.timestamp * 1000)).toEqual({
      ok: true,
      id: KNOWN.id,
    });
  });

  const id = fc.string({ minLength: 1, unit: 'binary' });
  const body = fc.json({ stringUnit: 'grapheme' });
  const secret = fc
    .uint8Array({ minLength: 24, maxLength: 64 })
    .map((key) => `whsec_${Buffer.from(key).toString('base64')}`);

  test('what its own library signs we take, and what we sign it takes, whatever is said by whomever', () => {
    fc.assert(
      fc.property(id, body, secret, secret, (id, text, mine, rotatedOut) => {
        const library = new Webhook(mine);
        const signature = library.sign(id, new Date(NOW), text);
        expect(sign({ id, timestamp: SECONDS, body: text }, [mine])).toBe(signature);
        expect(
          verify({ ...headersOf(id, text, []), 'webhook-signature': signature }, bytes(text), [mine], NOW).ok,
        ).toBe(true);
        expect(library.verify(text, headersOf(id, text, [rotatedOut, mine]))).toEqual(JSON.parse(text));
      }),
    );
  });
});

test('any bytes can be signed, and not one of them changed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (body, at, flip) => {
      const headers = headersOf('m', body, [ours]);
      expect(verify(headers, body, [ours], NOW)).toEqual({ ok: true, id: 'm' });
      expect(verify(headers, Buffer.concat([body, bytes(' ')]), [ours], NOW).ok).toBe(false);
      const changed = Uint8Array.from(body, (byte, i) => (i === at % body.length ? byte ^ flip : byte));
      expect(verify(headers, changed, [ours], NOW).ok).toBe(body.length === 0);
    }),
  );
});

test('whatever headers are sent, the answer is no and never a fault', () => {
  const value = fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(sent))), {
    nil: undefined,
  });
  fc.assert(
    fc.property(value, value, value, (id, timestamp, signature) => {
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      fc.pre(JSON.stringify(headers) !== JSON.stringify(sent));
      expect(isTaken(headers)).toBe(false);
    }),
  );
});

describe('refused is', () => {
  test.each<[string, Record<string, string | undefined>, string?]>([
    ['another body', sent, '{"a":2}'],
    ['the same body in another spelling', sent, '{"a": 1}'],
    ['another id', { ...sent, 'webhook-id': 'msg_2' }],
    ['no id', { ...sent, 'webhook-id': undefined }],
    ['an empty id, even signed', headersOf('', '{"a":1}', [ours])],
    ['another time', { ...sent, 'webhook-timestamp': String(SECONDS + 1) }],
    ['the same time in another spelling', { ...sent, 'webhook-timestamp': `${SECONDS}.0` }],
    ['the secret of somebody else', { ...sent, 'webhook-signature': signatureOf(theirs) }],
    ['an empty signature', { ...sent, 'webhook-signature': 'v1,' }],
    ['no signature', { ...sent, 'webhook-signature': undefined }],
    ['a signature without its version', { ...sent, 'webhook-signature': signatureOf(ours).slice(3) }],
    ['the asymmetric version', { ...sent, 'webhook-signature': signatureOf(ours).replace('v1,', 'v1a,') }],
    ['a version to come', { ...sent, 'webhook-signature': signatureOf(ours).replace('v1,', 'v2,') }],
    ['a part of a signature', { ...sent, 'webhook-signature': signatureOf(ours).slice(0, -4) }],
    ['more than a signature', { ...sent, 'webhook-signature': `${signatureOf(ours)}AAAA` }],
    ['an id that was sent twice', { ...sent, 'webhook-id': 'msg_1,msg_1' }],
    ['an id under two spellings of the name', { ...sent, 'Webhook-Id': 'msg_1' }],
    ['a time that was sent twice', { ...sent, 'webhook-timestamp': `${SECONDS},${SECONDS}` }],
  ])('%s', (_, headers, body) => expect(isTaken(headers, body)).toBe(false));

  test('a message of more than five minutes ago, or from so far ahead', () => {
    const at = (seconds: number) => isTaken(headersOf('m', '{"a":1}', [ours], SECONDS + seconds));
    expect([-301, -300, 0, 300, 301].map(at)).toEqual([false, true, true, true, false]);
  });
});

describe('taken is', () => {
  const others = `v1a,${randomBytes(64).toString('base64')} v1,${randomBytes(32).toString('base64')} v9,x nonsense`;
  test.each<[string, Record<string, string>]>([
    [
      'one signature among others, in any place',
      { ...sent, 'webhook-signature': `${others} ${signatureOf(ours)} ${others}` },
    ],
    [
      'a header in capitals',
      Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toUpperCase(), value])),
    ],
    [
      'a signature header that was sent twice',
      { ...sent, 'webhook-signature': `${signatureOf(ours)},${signatureOf(theirs)}` },
    ],
  ])('%s', (_, headers) => expect(isTaken(headers)).toBe(true));

  test('either secret while one is being replaced by the other', () => {
    for (const one of [ours, former])
      expect(isTaken(headersOf('m', '{"a":1}', [one]), undefined, [ours, former])).toBe(true);
    expect(isTaken(headersOf('m', '{"a":1}', [ours, former]), undefined, [former])).toBe(true);
    expect(isTaken(headersOf('m', '{"a":1}', [theirs]), undefined, [ours, former])).toBe(false);
    expect(isTaken(sent, undefined, [])).toBe(false);
  });
});

test('a secret has between 24 and 64 bytes; ours have 32, each others', () => {
  const made = Array.from({ length: 20 }, newSecret);
  expect(new Set(made).size).toBe(20);
  for (const secret of made) {
    expect(isSecret(secret)).toBe(true);
    expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  }
  const of = (length: number) => `whsec_${Buffer.alloc(length).toString('base64')}`;
  expect([23, 24, 64, 65].map((length) => isSecret(of(length)))).toEqual([false, true, true, false]);
  for (const wrong of ['', 'whsec_', ours.slice(6), `whsk_${ours.slice(6)}`, `${ours}!`])
    expect(isSecret(wrong)).toBe(false);
});
