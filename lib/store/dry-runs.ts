import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DryRun } from '../schemas/job.ts';
import { calling } from './errors.ts';

const keyOf = (hash: string) => ({ pk: { S: 'job#dry-run' }, sk: { S: hash } });

/** The last finished dry run of each card, by the card's hash, in the Operations table. */
export function dryRunsIn(client: DynamoDBClient, table: string) {
  return {
    async putDryRun(hash: string, { jobId, finishedAt }: DryRun): Promise<void> {
      const Item = { ...keyOf(hash), jobId: { S: jobId }, finishedAt: { N: String(finishedAt) } };
      await calling(() => client.send(new PutItemCommand({ TableName: table, Item })));
    },

    async readDryRun(hash: string): Promise<DryRun | undefined> {
      const command = new GetItemCommand({ TableName: table, Key: keyOf(hash), ConsistentRead: true });
      const { Item } = await calling(() => client.send(command));
      return Item && { jobId: Item.jobId?.S ?? '', finishedAt: Number(Item.finishedAt?.N) };
    },
  };
}
