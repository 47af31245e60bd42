import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { CardDocument, RegisteredCard, Registry } from '../schemas/registry.ts';
import { calling, ifHolds } from './errors.ts';

type Item = Record<string, AttributeValue>;
type Cards = Pick<Registry, 'readCard' | 'listCards' | 'putCard' | 'readDocument'>;

/** An item holds 400 KB. */
const PART_BYTES = 350_000;
/** What a document may come to when it is opened: far more than may be registered. */
const MOST_BYTES = 16_000_000;
const LIST = { S: 'scorecard#list' };

/**
 * Registered cards in the Operations table: entries by id and version, which never change, and documents by content
 * hash, compressed and in as many parts as are needed.
 */
export function cardsIn(client: DynamoDBClient, table: string): Cards {
  return {
    async readCard(id, version) {
      const Key = { pk: LIST, sk: { S: `${id}#${version}` } };
      const command = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
      const { Item } = await calling(() => client.send(command));
      return Item && cardFrom(Item);
    },

    async listCards({ limit, after }) {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': LIST },
        Limit: limit,
        ConsistentRead: true,
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk: LIST, sk: { S: after } } }),
      });
      const { Items = [], LastEvaluatedKey } = await calling(() => client.send(command));
      return { cards: Items.map(cardFrom), next: LastEvaluatedKey?.sk?.S };
    },

    async putCard(card, document) {
      for (const Item of partsOf(card.hash, document)) {
        await calling(() => client.send(new PutItemCommand({ TableName: table, Item })));
      }
      const { id, version } = card;
      const command = new PutItemCommand({
        TableName: table,
        Item: { pk: LIST, sk: { S: `${id}#${version}` }, card: { S: JSON.stringify(card) } },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return ifHolds(() => client.send(command));
    },

    async readDocument(hash) {
      const values = { ':pk': { S: `scorecard#${hash}` } };
      const query = { TableName: table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: values };
      const parts = await calling(async () => {
        const found: Item[] = [];
        for await (const { Items = [] } of paginateQuery({ client }, { ...query, ConsistentRead: true })) {
          found.push(...Items);
        }
        return found;
      });
      return parts.length === 0 ? undefined : documentFrom(parts);
    },
  };
}

function partsOf(hash: string, document: CardDocument): Item[] {
  const bytes = gzipSync(JSON.stringify(document));
  const count = Math.ceil(bytes.length / PART_BYTES);
  return Array.from({ length: count }, (_, n) => ({
    pk: { S: `scorecard#${hash}` },
    sk: { S: `PART#${String(n).padStart(2, '0')}` },
    parts: { N: String(count) },
    bytes: { B: bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES) },
  }));
}

function documentFrom(parts: readonly Item[]): CardDocument {
  const count = Number(parts[0]?.parts?.N);
  if (parts.length < count) throw new RangeError('a registered scorecard lacks a part');
  const bytes = Buffer.concat(parts.slice(0, count).map((part) => part.bytes?.B ?? new Uint8Array()));
  return JSON.parse(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8')) as CardDocument;
}

function cardFrom(item: Item): RegisteredCard {
  return JSON.parse(item.card?.S ?? '') as RegisteredCard;
}
