import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { newSecret } from '../../lib/http/signature.ts';
import { localVault } from '../../lib/http/vault/local.ts';
import { consentToSource, ownerOfPartner, type StoredPartner } from '../../lib/schemas/partner.ts';
import type { StoredProfile } from '../../lib/schemas/stored.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { dynamodbPartners, dynamodbStore, type Tables } from '../../lib/store/dynamodb.ts';
import { clientConfig } from '../../local/engines/engine.ts';
import { samplePeople } from '../support/people.ts';

export const PEOPLE = 50;
const DAY_MS = 86_400_000;

export const subjectOf = (n: number) => `sample-${String(n).padStart(6, '0')}`;

/** People of the sample who let the partner tell about them, and the partner; its secret is told. */
export async function layGround(endpoint: string, tables: Tables, secretsKey: string) {
  const client = new DynamoDBClient(clientConfig(endpoint));
  const store = dynamodbStore(client, tables);
  const { partner, secret } = await partnerUnder(secretsKey);
  await dynamodbPartners(client, tables).putPartner(partner, undefined);
  for (const [n, { evidence }] of samplePeople(PEOPLE).entries()) {
    const consents = { [consentToSource(partner.partnerId)]: { granted: true, at: 1 } };
    const profile: StoredProfile = { version: 1, evidence: pack(evidence), consents, requestId: undefined };
    await store.putProfile(subjectOf(n), profile, undefined);
  }
  client.destroy();
  return { partner, secret };
}

async function partnerUnder(secretsKey: string): Promise<{ partner: StoredPartner; secret: string }> {
  const partnerId = 'power';
  const secret = newSecret();
  const sealed = await localVault(secretsKey).seal(secret, ownerOfPartner(partnerId));
  const slot = { account: { from: 'account' }, month: { from: 'month' } };
  const partner: StoredPartner = {
    partnerId,
    name: 'Acme Power',
    tier: 'partner',
    facts: ['utilityPayments'],
    events: { 'bill.settled': [{ fact: 'utilityPayments', value: { from: 'status' }, ...slot }] },
    outcomes: false,
    eventsPerMinute: 1_000_000,
    enabled: true,
    secrets: [{ secretId: 'first', sealed, createdAt: 0, expiresAt: undefined }],
    version: 1,
    createdAt: 0,
    updatedAt: 0,
  };
  return { partner, secret };
}

/** News each time: one month's bill, corrected a millisecond later. */
export function billsOf(): (person: number) => object {
  const from = Date.now() - 20 * DAY_MS;
  let serial = 0;
  return (person) => {
    serial += 1;
    return {
      id: `evt_${serial}`,
      type: 'bill.settled',
      subjectId: subjectOf(person),
      occurredAt: new Date(from + serial).toISOString(),
      data: { account: 'flat', month: '2026-01', status: serial % 3 },
    };
  };
}
