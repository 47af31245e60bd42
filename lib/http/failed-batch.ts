import type { DynamoDBRecord } from 'aws-lambda';

/** What is known of records that were given up. */
export interface FailedBatch {
  functionArn: string;
  requestId: string;
  /** As Lambda says it ('RetryAttemptsExhausted', ...), or 'RecordUnreadable': set aside by the function itself. */
  condition: string;
  tries: number;
  records: readonly DynamoDBRecord[];
  now: Date;
}

/**
 * The document of failed records, whole: the shape that Lambda writes to S3 for a DynamoDB stream. Source: AWS Lambda
 * Developer Guide, 'Retaining discarded records from a DynamoDB event source'.
 */
export function failedBatch({ functionArn, requestId, condition, tries, records, now }: FailedBatch) {
  const [first, last] = [records[0], records.at(-1)];
  return {
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: tries },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: now.toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'unknown',
      startSequenceNumber: first?.dynamodb?.SequenceNumber,
      endSequenceNumber: last?.dynamodb?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: records.length,
      streamArn: first?.eventSourceARN,
    },
    payload: JSON.stringify({ Records: records }),
  };
}

function arrival(record: DynamoDBRecord | undefined): string {
  return new Date((record?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
}
