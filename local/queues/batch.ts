import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Queue } from '../service.ts';
import { forLambda, md5, md5OfAttributes } from './message-attributes.ts';
import type { Received } from './messages.ts';
import { queueArn, systemAttributes } from './operations.ts';

/** The event that a function gets for a batch of messages. */
export function toEvent(queue: Queue, batch: readonly Received[]): SQSEvent {
  return { Records: batch.map((message) => toRecord(queue, message)) };
}

function toRecord(queue: Queue, message: Received): SQSRecord {
  const { id, receiptHandle, body, attributes } = message;
  const digest = md5OfAttributes(attributes);
  return {
    messageId: id,
    receiptHandle,
    body,
    attributes: systemAttributes(message),
    messageAttributes: forLambda(attributes),
    md5OfBody: md5(body),
    ...(digest !== undefined && { md5OfMessageAttributes: digest }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn(queue),
    awsRegion: 'us-east-1',
  };
}

/**
 * Which messages of a batch are done, by the function's reply to ReportBatchItemFailures. As on AWS, no reply and an
 * empty list say that all are; a list that names no message of the batch, or an unreadable one, that none is.
 */
export function succeeded(batch: readonly Received[], reply: unknown): Received[] {
  if (reply === undefined || reply === null) return [...batch];
  if (typeof reply !== 'object') return [];
  const failures: unknown = (reply as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return [];
  const failed = failures.map((failure) => failure?.itemIdentifier);
  const known = new Set<unknown>(batch.map(({ id }) => id));
  return failed.every((id) => known.has(id)) ? batch.filter(({ id }) => !failed.includes(id)) : [];
}
