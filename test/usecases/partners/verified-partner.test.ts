import { describe, expect, test } from 'vitest';
import { newSecret, sign, verify } from '../../../lib/http/signature.ts';
import { localVault } from '../../../lib/http/vault/local.ts';
import type { StoredPartner } from '../../../lib/schemas/partner.ts';
import { type DoorMeans, verifyPartner } from '../../../lib/usecases/partners/verified-partner.ts';
import { sealedSecret, storedPartner } from '../../support/partners.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const HOUR_MS = 3_600_000;
const vault = localVault('5e'.repeat(32));
const { partner: acme, secret } = await storedPartner(vault, 'acme');
const { partner: asleep, secret: asleepSecret } = await storedPartner(vault, 'asleep', { enabled: false });
const outdated = newSecret();
const inRotation: StoredPartner = {
  ...(await storedPartner(vault, 'rotating')).partner,
  secrets: [
    await sealedSecret(vault, 'rotating', secret),
    await sealedSecret(vault, 'rotating', outdated, NOW + HOUR_MS),
  ],
};

/** The door, and all that is done behind it. */
function door(partners: readonly StoredPartner[] = [acme, asleep, inRotation]) {
  const work: string[] = [];
  const means: DoorMeans = {
    partners: {
      readPartner: async (id) => {
        work.push('read');
        // As the engine would: no key is longer.
        if (id.length > 1000) throw new Error('ValidationException');
        return partners.find(({ partnerId }) => partnerId === id);
      },
    },
    vault,
    verify: (headers, body, secrets, now) => {
      for (const _ of secrets) work.push('sign');
      return verify(headers, body, secrets, now);
    },
  };
  return { means, work };
}

const body = Buffer.from('{"events":[]}');
const headersOf = (secrets: string[], at = NOW, id = 'msg_1') => {
  const timestamp = Math.floor(at / 1000);
  const signed = { id, timestamp, body };
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': sign(signed, secrets) };
};
const request = (changes: object = {}) => ({
  partnerId: 'acme',
  headers: headersOf([secret]),
  rawBody: body,
  now: NOW,
  ...changes,
});

test('a partner is known by its signature', async () => {
  const { partner, messageId } = await verifyPartner(door().means, request());
  expect(partner).toBe(acme);
  expect(messageId).toBe('msg_1');
});

test('both secrets are good while one replaces the other, and the former one no longer than that', async () => {
  const { means } = door();
  const at = (now: number, by: string) =>
    verifyPartner(means, request({ partnerId: 'rotating', headers: headersOf([by], now), now }));
  for (const one of [secret, outdated]) expect((await at(NOW, one)).partner.partnerId).toBe('rotating');
  expect((await at(NOW + HOUR_MS, secret)).partner.partnerId).toBe('rotating');
  await expect(at(NOW + HOUR_MS, outdated)).rejects.toMatchObject({ kind: 'not-signed' });
});

describe('in the same words and after the same work is refused', () => {
  const decoy = `whsec_${Buffer.alloc(32).toString('base64')}`;
  test.each<[string, object]>([
    ['an unknown partner', { partnerId: 'nobody' }],
    ['what cannot be a partner', { partnerId: `../${'x'.repeat(3000)}` }],
    ['an empty name', { partnerId: '' }],
    ['an unknown partner with our own decoy', { partnerId: 'nobody', headers: headersOf([decoy]) }],
    ['a partner with our own decoy', { headers: headersOf([decoy]) }],
    ['a disabled partner', { partnerId: 'asleep', headers: headersOf([asleepSecret]) }],
    ['another partner’s secret', { headers: headersOf([asleepSecret]) }],
    ['another body', { rawBody: Buffer.from('{"events":[ ]}') }],
    ['an old message', { headers: headersOf([secret], NOW - 301_000) }],
    ['a message from ahead', { headers: headersOf([secret], NOW + 301_000) }],
    ['no signature at all', { headers: {} }],
    ['a wrong signature during a rotation', { partnerId: 'rotating', headers: headersOf([asleepSecret]) }],
  ])('%s', async (_, changes) => {
    const { means, work } = door();
    await expect(verifyPartner(means, request(changes))).rejects.toMatchObject({
      kind: 'not-signed',
      message: 'Not signed by a secret of an enabled partner within the last five minutes.',
    });
    expect(work).toEqual(['read', 'sign', 'sign']);
  });

  test('and a request that is good is no more work', async () => {
    const { means, work } = door();
    await verifyPartner(means, request());
    expect(work).toEqual(['read', 'sign', 'sign']);
  });
});

test('who is disabled is so with the next request', async () => {
  const partners = [{ ...acme }];
  const { means } = door(partners);
  await verifyPartner(means, request());
  partners[0] = { ...acme, enabled: false };
  await expect(verifyPartner(means, request())).rejects.toMatchObject({ kind: 'not-signed' });
  partners[0] = acme;
  await verifyPartner(means, request());
});
