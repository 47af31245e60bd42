import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { OutcomeStore, StoredOutcome } from '../schemas/outcome.ts';
import { decisionsBefore, OUTCOME } from './decisions.ts';
import { calling, ifHolds } from './errors.ts';
import { BY_SERIOUSNESS, GatheredOutcomes, type Key, keyAt } from './gathered-outcomes.ts';
import { scoreFrom } from './items.ts';

/** How far one call goes on through items of people without outcomes: some megabytes. */
const MOST_PAGES = 8;
/** Enough to answer with: each loan costs a read of its decision. */
const ENOUGH = 200;

const keyOf = (
  subjectId: string,
  { partnerId, loan, observedOn }: Pick<StoredOutcome, 'partnerId' | 'loan' | 'observedOn'>,
) => ({
  pk: { S: subjectId },
  sk: { S: `${OUTCOME}${partnerId}#${loan}#${observedOn}` },
});

/**
 * Outcomes in the Decisions table. What is said of a loan and a day is one text whose order is that of seriousness, so
 * that whatever comes twice or out of order ends in the same item.
 */
export function outcomesIn(client: DynamoDBClient, table: string): OutcomeStore {
  return {
    putOutcome(subjectId, outcome, { profileVersion, expiresAt }) {
      const said = { S: `${BY_SERIOUSNESS.indexOf(outcome.outcome)}#${outcome.openedOn}#${outcome.product}` };
      const command = new PutItemCommand({
        TableName: table,
        Item: {
          ...keyOf(subjectId, outcome),
          said,
          profileVersion: { N: String(profileVersion) },
          expiresAt: { N: String(expiresAt) },
        },
        ConditionExpression: 'attribute_not_exists(pk) OR said < :said',
        ExpressionAttributeValues: { ':said': said },
      });
      return ifHolds(() => client.send(command));
    },

    async deleteOutcome(subjectId, outcome, profileVersion) {
      const command = new DeleteItemCommand({
        TableName: table,
        Key: keyOf(subjectId, outcome),
        ConditionExpression: 'profileVersion <= :version',
        ExpressionAttributeValues: { ':version': { N: String(profileVersion) } },
      });
      await ifHolds(() => client.send(command));
    },

    async listOutcomes({ segment, segments, after, limit }) {
      const gathered = new GatheredOutcomes();
      let from = after === undefined ? undefined : keyAt(after);
      for (let pages = 1; ; pages += 1) {
        const command: ScanCommand = new ScanCommand({
          TableName: table,
          Segment: segment,
          TotalSegments: segments,
          Limit: limit,
          FilterExpression: 'attribute_exists(said)',
          ProjectionExpression: 'pk, sk, said',
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        });
        const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await calling(() => client.send(command));
        for (const item of Items) gathered.add(item);
        if (LastEvaluatedKey === undefined) return gathered.all();
        from = LastEvaluatedKey as Key;
        const page = gathered.until(from);
        if (page !== undefined && (pages >= MOST_PAGES || gathered.count >= ENOUGH)) return page;
      }
    },

    async *decisionsUntil(subjectId, day) {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': { S: subjectId }, ':before': { S: decisionsBefore(day + 1) } },
        ScanIndexForward: false,
        // Nearly always the first one is wanted.
        Limit: 4,
      };
      const pages = paginateQuery({ client }, query)[Symbol.asyncIterator]();
      for (;;) {
        const { value, done } = await calling(() => pages.next());
        if (done) return;
        for (const item of value.Items ?? []) yield scoreFrom(item);
      }
    },
  };
}
