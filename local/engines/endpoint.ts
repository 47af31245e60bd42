import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { Problem } from '../problem.ts';
import { clientConfig, type Engine } from './engine.ts';
import { StreamChanges } from './streams-api/changes.ts';
import { Checkpoints } from './streams-api/checkpoints.ts';
import { createTables } from './tables.ts';

/** An engine with real DynamoDB streams that already runs; the readers' places are kept in a file, or in memory. */
export function useEndpoint(endpoint: string, checkpointFile?: string): Engine {
  refuseAws(endpoint);
  const client = new DynamoDBClient(clientConfig(endpoint));
  const streams = new DynamoDBStreamsClient(clientConfig(endpoint));
  const checkpoints = new Checkpoints(checkpointFile);
  return {
    endpoint,
    createTables: (tables) => createTables(endpoint, tables, true),
    changes: async (TableName, reader, from) => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      const streamArn = Table?.LatestStreamArn;
      if (streamArn === undefined)
        throw new Problem(`table ${TableName} has no stream`, 'give it one in serverless.yml');
      return new StreamChanges(streams, checkpoints, { name: `${TableName}/${reader}`, streamArn, from });
    },
    close: async () => {
      client.destroy();
      streams.destroy();
    },
  };
}

/** Nothing here may ever create tables or spend money in a real account. */
function refuseAws(endpoint: string): void {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  if (host === '') throw new Problem('DYNAMODB_ENDPOINT is not an address', 'write it like http://127.0.0.1:8000');
  if (/(^|\.)(amazonaws\.com(\.cn)?|aws)$/.test(host)) {
    throw new Problem('DYNAMODB_ENDPOINT is AWS itself', 'use an engine on this machine, or serverless deploy for AWS');
  }
}
