import type { Queue } from '../service.ts';
import { checkBodies, type Entry, entriesOf, required, SqsError, within } from './checks.ts';
import { type Attributes, md5, md5OfAttributes } from './message-attributes.ts';
import type { Messages, Received } from './messages.ts';
import { waitForMessage } from './wait.ts';

export interface Call {
  messages: Messages;
  queue: Queue;
  /** `http://host:port/000000000000/name` */
  url: string;
  // biome-ignore lint/suspicious/noExplicitAny: it is what a stranger sent; each operation checks what it takes.
  input: Record<string, any>;
  /** Aborts when the caller has gone. */
  signal: AbortSignal;
}

/** The operations of SQS that its clients here use, by their names in the JSON protocol. */
export const OPERATIONS: Record<string, (call: Call) => unknown> = {
  SendMessage: ({ messages, queue, input }) => {
    checkBodies([required('MessageBody', input.MessageBody)]);
    return send(messages, queue, input);
  },
  SendMessageBatch: ({ messages, queue, input }) => {
    const entries = entriesOf(input.Entries);
    checkBodies(entries.map((entry) => required('MessageBody', (entry as Call['input']).MessageBody)));
    const Successful = entries.map((entry) => ({ Id: entry.Id, ...send(messages, queue, entry) }));
    return { Successful, Failed: [] };
  },
  ReceiveMessage: receive,
  DeleteMessage: ({ messages, queue, input }) => {
    messages.delete(queue, required('ReceiptHandle', input.ReceiptHandle));
    return {};
  },
  DeleteMessageBatch: ({ messages, queue, input }) => {
    const entries = entriesOf<Entry & { ReceiptHandle: string }>(input.Entries);
    for (const { ReceiptHandle } of entries) messages.delete(queue, required('ReceiptHandle', ReceiptHandle));
    return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
  },
  ChangeMessageVisibility: ({ messages, queue, input }) => {
    const seconds = within('VisibilityTimeout', input.VisibilityTimeout, [0, 43_200]);
    const changed = messages.changeVisibility(queue, required('ReceiptHandle', input.ReceiptHandle), seconds);
    if (!changed) throw new SqsError('MessageNotInflight', 'The message is not in flight.');
    return {};
  },
  GetQueueUrl: ({ url }) => ({ QueueUrl: url }),
  GetQueueAttributes: ({ messages, queue }) => {
    const { visible, inFlight, delayed } = messages.counts(queue);
    const attributes = {
      QueueArn: queueArn(queue),
      VisibilityTimeout: queue.visibilitySeconds,
      ApproximateNumberOfMessages: visible,
      ApproximateNumberOfMessagesNotVisible: inFlight,
      ApproximateNumberOfMessagesDelayed: delayed,
    };
    return { Attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)])) };
  },
};

/** The account of zeros says that it is a queue of one machine. */
export function queueArn({ name }: Queue): string {
  return `arn:aws:sqs:us-east-1:000000000000:${name}`;
}

/** What SQS itself says of a message. */
export function systemAttributes({ receives, sentAt, firstReceivedAt }: Received) {
  return {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt),
    SenderId: '000000000000',
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
  };
}

function send(messages: Messages, queue: Queue, input: Call['input']) {
  const { MessageBody: body, MessageAttributes = {}, DelaySeconds = queue.delaySeconds } = input;
  const attributes: Attributes = MessageAttributes;
  const delaySeconds = within('DelaySeconds', DelaySeconds, [0, 900]);
  const MessageId = messages.send(queue, { body, attributes, delaySeconds });
  return { MessageId, MD5OfMessageBody: md5(body), MD5OfMessageAttributes: md5OfAttributes(attributes) };
}

async function receive({ messages, queue, input, signal }: Call) {
  const most = within('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, [1, 10]);
  const hidden = within('VisibilityTimeout', input.VisibilityTimeout ?? queue.visibilitySeconds, [0, 43_200]);
  const wait = within('WaitTimeSeconds', input.WaitTimeSeconds ?? 0, [0, 20]);
  const ending = AbortSignal.any([signal, AbortSignal.timeout(wait * 1000)]);
  let received = messages.receive(queue, most, hidden);
  while (received.length === 0 && wait > 0 && !ending.aborted) {
    await waitForMessage(messages, queue, ending);
    if (!signal.aborted) received = messages.receive(queue, most, hidden);
  }
  // Who asks for some gets them all.
  const isAsked = (names: unknown[] = []) => names.length > 0;
  const withSystem = isAsked(input.MessageSystemAttributeNames) || isAsked(input.AttributeNames);
  return { Messages: received.map((message) => asMessage(message, withSystem, isAsked(input.MessageAttributeNames))) };
}

function asMessage(message: Received, withSystem: boolean, withAttributes: boolean) {
  const { id, receiptHandle, body, attributes } = message;
  return {
    MessageId: id,
    ReceiptHandle: receiptHandle,
    Body: body,
    MD5OfBody: md5(body),
    ...(withSystem && { Attributes: systemAttributes(message) }),
    ...(withAttributes && { MessageAttributes: attributes, MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}
