import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { Settings } from '../deploy/settings.ts';

/** Where the console's files lie; S3 refuses every call on a bucket that is not of this account. */
export interface Bucket {
  Bucket: string;
  ExpectedBucketOwner: string;
}

/** Named by stage, account and region, as in deploy/console.yml; undefined while the stage has no tables, whose account it is. */
export async function consoleBucket({
  region,
  service,
}: Pick<Settings, 'region' | 'service'>): Promise<Bucket | undefined> {
  const [table] = service.tables.filter(({ create }) => create.TableName?.endsWith('-subjects'));
  const TableName = table?.create.TableName ?? '';
  const client = new DynamoDBClient({ region });
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const account = Table?.TableArn?.split(':')[4] ?? '';
    return {
      Bucket: `${TableName.replace(/-subjects$/, '')}-console-${account}-${region}`,
      ExpectedBucketOwner: account,
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
