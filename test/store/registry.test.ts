import { randomBytes } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Activation, RegisteredCard, Registry } from '../../lib/schemas/registry.ts';
import { dynamodbRegistry } from '../../lib/store/dynamodb.ts';
import { describeOnEachEngine } from '../support/engines.ts';

const entry = (id: string, version: string, hash: string): RegisteredCard => ({
  id,
  version,
  hash,
  kind: 'expert',
  title: 'A card',
  dictionary: { id: 'tiny', version: '1', hash: 'd' },
  signedOffBy: 'the committee',
  registeredBy: 'eve',
  registeredAt: 1,
});
const activation = (seq: number, hash: string): Activation => ({
  seq,
  card: { id: 'a', version: hash, hash },
  widest: hash,
  former: 'x',
  activatedBy: 'eve',
  activatedAt: 1,
  reason: 'because',
});

describeOnEachEngine('the registry', (engine) => {
  let client: DynamoDBClient;
  let registry: Registry;
  beforeAll(() => {
    client = new DynamoDBClient(engine.clientConfig);
    registry = dynamodbRegistry(client, engine.tables);
  });
  afterAll(() => client.destroy());

  test('keeps a document to the letter, also one that is larger than an item', async () => {
    // Hardly compressible, and with all that a text may hold.
    const noise = randomBytes(600_000).toString('base64');
    const document = { scorecard: { noise, odd: '\ud800 é 良好', minus: -0.5 }, dictionary: { empty: {} } };
    expect(await registry.putCard(entry('large', '1', 'large-hash'), document)).toBe(true);
    expect(await registry.readDocument('large-hash')).toEqual(document);
    expect(await registry.readCard('large', '1')).toEqual(entry('large', '1', 'large-hash'));
    expect(await registry.readDocument('nobody')).toBeUndefined();
    expect(await registry.readCard('large', '2')).toBeUndefined();
  });

  test('does not take the rest of a document for the whole', async () => {
    const document = { scorecard: { noise: randomBytes(600_000).toString('base64') }, dictionary: {} };
    await registry.putCard(entry('torn', '1', 'torn-hash'), document);
    const Key = { pk: { S: 'scorecard#torn-hash' }, sk: { S: 'PART#01' } };
    await client.send(new DeleteItemCommand({ TableName: engine.tables.operations, Key }));
    await expect(registry.readDocument('torn-hash')).rejects.toThrow();
  });

  test('gives an id and version to whoever comes first, of many at once', async () => {
    const tries = Array.from({ length: 12 }, (_, n) =>
      registry.putCard(entry('wanted', '1', `hash-${n}`), { scorecard: { n }, dictionary: {} }),
    );
    const won = await Promise.all(tries);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await registry.readCard('wanted', '1'))?.hash).toBe(`hash-${won.indexOf(true)}`);
  });

  test('lists in pages, without a gap and without a repetition', async () => {
    for (let n = 0; n < 7; n += 1) await registry.putCard(entry('many', `${n}`, `many-${n}`), tinyish);
    const { cards: all } = await registry.listCards({ limit: 100, after: undefined });
    for (const limit of [1, 3]) {
      const read: RegisteredCard[] = [];
      let after: string | undefined;
      do {
        const page = await registry.listCards({ limit, after });
        read.push(...page.cards);
        after = page.next;
      } while (after !== undefined);
      expect(read).toEqual(all);
    }
  });

  test('gives each activation number once, of many at once, and the highest counts', async () => {
    expect(await registry.latestActivation({ consistent: true })).toBeUndefined();
    for (const seq of [2, 3, 11]) {
      const won = await Promise.all('abcdefgh'.split('').map((hash) => registry.putActivation(activation(seq, hash))));
      expect(won.filter(Boolean)).toHaveLength(1);
      const winner = 'abcdefgh'[won.indexOf(true)];
      expect(await registry.latestActivation({ consistent: true })).toEqual(activation(seq, winner as string));
    }
    expect((await registry.listActivations()).map(({ seq }) => seq)).toEqual([11, 3, 2]);
    expect(await registry.putActivation(activation(10, 'late'))).toBe(true);
    expect((await registry.latestActivation({ consistent: false }))?.seq).toBe(11);
  });
});

const tinyish = { scorecard: {}, dictionary: {} };
