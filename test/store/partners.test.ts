import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localVault } from '../../lib/http/vault/local.ts';
import type { PartnerStore, StoredPartner } from '../../lib/schemas/partner.ts';
import { dynamodbPartners } from '../../lib/store/dynamodb.ts';
import { metered } from '../../lib/store/meter.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { storedPartner } from '../support/partners.ts';

const vault = localVault('a1'.repeat(32));
const written = async (partnerId: string, version = 1, changes: Partial<StoredPartner> = {}) =>
  (await storedPartner(vault, partnerId, { version, ...changes })).partner;

describeOnEachEngine('the partner registry', (engine) => {
  let client: DynamoDBClient;
  let partners: PartnerStore;
  beforeAll(() => {
    client = new DynamoDBClient(engine.clientConfig);
    partners = dynamodbPartners(client, engine.tables);
  });
  afterAll(() => client.destroy());

  test('keeps a partner to the letter', async () => {
    const events = { 'bill.paid': [{ fact: 'utilityPayments', value: { is: 0 }, account: { from: 'meter' } }] };
    const partner = await written('acme', 1, { name: '良好 "Power" \u2028', events, facts: ['utilityPayments'] });
    expect(await partners.readPartner('acme')).toBeUndefined();
    expect(await partners.putPartner(partner, undefined)).toBe(true);
    expect(await partners.readPartner('acme')).toStrictEqual(partner);
  });

  test('gives an id to whoever comes first, and each next version to one of many', async () => {
    const first = await Promise.all(
      'abcdefgh'.split('').map(async (name) => partners.putPartner(await written('wanted', 1, { name }), undefined)),
    );
    expect(first.filter(Boolean)).toHaveLength(1);
    const second = await Promise.all(
      'abcdefgh'.split('').map(async (name) => partners.putPartner(await written('wanted', 2, { name }), 1)),
    );
    expect(second.filter(Boolean)).toHaveLength(1);
    expect(await partners.readPartner('wanted')).toMatchObject({ version: 2, name: 'abcdefgh'[second.indexOf(true)] });
    expect(await partners.putPartner(await written('nobody', 2), 1)).toBe(false);
  });

  test('never gives a deleted partner’s id again, and keeps nothing of its secrets', async () => {
    await partners.putPartner(await written('gone'), undefined);
    expect(await partners.deletePartner('gone', 2)).toBe(false);
    expect(await partners.deletePartner('gone', 1)).toBe(true);
    expect(await partners.readPartner('gone')).toBeUndefined();
    expect(await partners.deletePartner('gone', 1)).toBe(false);
    for (const expected of [undefined, 1]) {
      expect(await partners.putPartner(await written('gone'), expected)).toBe(false);
    }
    const { partners: all } = await partners.listPartners({ limit: 100, after: undefined });
    expect(all.map(({ partnerId }) => partnerId)).not.toContain('gone');
  });

  test('is asked who somebody is for a whole unit: what was written a moment ago is seen', async () => {
    await partners.putPartner(await written('metered'), undefined);
    const client = new DynamoDBClient(engine.clientConfig);
    const meter = metered(client);
    const { readPartner } = dynamodbPartners(client, engine.tables);
    for (const partnerId of ['metered', 'nobody']) await readPartner(partnerId);
    client.destroy();
    expect(meter).toEqual({ readUnits: 2, writeUnits: 0 });
  });

  test('lists in pages, without a gap and without a repetition', async () => {
    for (const partnerId of ['p-3', 'p-1', 'p-2', 'list', 'p-4']) {
      await partners.putPartner(await written(partnerId), undefined);
    }
    const { partners: all } = await partners.listPartners({ limit: 100, after: undefined });
    expect(all.map(({ partnerId }) => partnerId)).toEqual([
      'acme',
      'list',
      'metered',
      'p-1',
      'p-2',
      'p-3',
      'p-4',
      'wanted',
    ]);
    for (const limit of [1, 3]) {
      const read: StoredPartner[] = [];
      let after: string | undefined;
      do {
        const page = await partners.listPartners({ limit, after });
        read.push(...page.partners);
        after = page.next;
      } while (after !== undefined);
      expect(read).toStrictEqual(all);
    }
  });
});
