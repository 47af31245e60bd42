import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { PartnerStore, StoredPartner } from '../schemas/partner.ts';
import { calling, ifHolds } from './errors.ts';

type Item = Record<string, AttributeValue>;

const partnerKey = (partnerId: string) => ({ pk: { S: `partner#${partnerId}` }, sk: { S: 'PARTNER' } });
/** No partner has an empty id. */
const LIST = { S: 'partner#' };

/**
 * Partners in the Operations table: each under a key of its own, for every signed request reads it, and its id in the list,
 * written before it. An id of the list without a partner, after a crash or a deletion, is passed over. A deleted one leaves
 * its key taken.
 */
export function partnersIn(client: DynamoDBClient, TableName: string): PartnerStore {
  async function readPartner(partnerId: string): Promise<StoredPartner | undefined> {
    const command = new GetItemCommand({ TableName, Key: partnerKey(partnerId), ConsistentRead: true });
    const { Item } = await calling(() => client.send(command));
    return Item && partnerFrom(Item);
  }
  const put = (partnerId: string, attributes: Item, expected: number | undefined) => {
    const command = new PutItemCommand({
      TableName,
      Item: { ...partnerKey(partnerId), ...attributes },
      ...(expected === undefined ? ABSENT : atVersion(expected)),
    });
    return ifHolds(() => client.send(command));
  };
  return {
    readPartner,

    async listPartners({ limit, after }) {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': LIST },
        Limit: limit,
        ConsistentRead: true,
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk: LIST, sk: { S: after } } }),
      });
      const { Items = [], LastEvaluatedKey } = await calling(() => client.send(command));
      const found = await Promise.all(Items.map(({ sk }) => readPartner(sk?.S ?? '')));
      return { partners: found.filter((partner) => partner !== undefined), next: LastEvaluatedKey?.sk?.S };
    },

    async putPartner(partner, expected) {
      if (expected === undefined) {
        const Item = { pk: LIST, sk: { S: partner.partnerId } };
        await calling(() => client.send(new PutItemCommand({ TableName, Item })));
      }
      const attributes = { partner: { S: JSON.stringify(partner) }, version: { N: String(partner.version) } };
      return put(partner.partnerId, attributes, expected);
    },

    deletePartner: (partnerId, expected) => put(partnerId, { deleted: { BOOL: true } }, expected),
  };
}

const ABSENT = { ConditionExpression: 'attribute_not_exists(pk)' };

function atVersion(version: number) {
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': { N: String(version) } },
  };
}

/** What JSON leaves out of a secret without an end is undefined again. */
function partnerFrom(item: Item): StoredPartner | undefined {
  if (item.deleted?.BOOL === true) return undefined;
  const partner = JSON.parse(item.partner?.S ?? '') as StoredPartner;
  return { ...partner, secrets: partner.secrets.map((secret) => ({ ...secret, expiresAt: secret.expiresAt })) };
}
