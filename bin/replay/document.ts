import * as z from 'zod';

const ARN = /^arn:aws[\w-]*:lambda:([\w-]+):(\d{12}):function:([\w-]+)(?::[\w$-]+)?$/;
const STREAM = /^arn:[^:]+:dynamodb:([^:]*):(\d*):table\/([\w.-]+)\/stream\//;

const Key = z.looseObject({ S: z.string() });
const StreamRecord = z.looseObject({
  eventSource: z.literal('aws:dynamodb'),
  eventSourceARN: z.string().regex(STREAM),
  dynamodb: z.looseObject({
    SequenceNumber: z.string().regex(/^\d{1,64}$/),
    /** Seconds since 1970. */
    ApproximateCreationDateTime: z.number().positive(),
    Keys: z.looseObject({ pk: Key, sk: Key }),
    /** It may be what the function could not read, so nothing in it is taken for granted. */
    NewImage: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

// Only what can hold nothing personal is ever printed, so the shapes are narrow.
const Outer = z.object({
  requestContext: z.object({ functionArn: z.string().regex(ARN), condition: z.string().regex(/^\w{1,64}$/) }),
  timestamp: z.iso.datetime(),
  payload: z.unknown(),
});
const Payload = z.object({ Records: z.array(StreamRecord).min(1) });

/** Records that a function failed on, whole, as Lambda or the function itself wrote them. */
export interface FailureDocument {
  functionName: string;
  region: string;
  account: string;
  condition: string;
  /** When they were given up. */
  at: Date;
  records: StreamRecord[];
}

/** Reads a document; for what is none, where it is wrong, without quoting it. */
export function readDocument(text: string): FailureDocument | string {
  if (text === '') return 'it is empty';
  try {
    const { requestContext, timestamp, payload } = Outer.parse(JSON.parse(text));
    const { Records } = Payload.parse(typeof payload === 'string' ? JSON.parse(payload) : payload);
    const { functionArn, condition } = requestContext;
    const [, region = '', account = '', functionName = ''] = ARN.exec(functionArn) ?? [];
    return { functionName, region, account, condition, at: new Date(timestamp), records: Records };
  } catch (error) {
    if (!(error instanceof z.ZodError)) return 'it is not JSON';
    return `it is no document of failed records: see ${error.issues[0]?.path.join('.') || 'its outermost value'}`;
  }
}

/** The table whose stream a record is of, and where that is. */
export function sourceOf({ eventSourceARN }: StreamRecord): { region: string; account: string; table: string } {
  const [, region = '', account = '', table = ''] = STREAM.exec(eventSourceARN) ?? [];
  return { region, account, table };
}

/** Names the item that a record is about. */
export function itemOf(record: StreamRecord): string {
  const { pk, sk } = record.dynamodb.Keys;
  return JSON.stringify([sourceOf(record).table, pk.S, sk.S]);
}

/** A whole number in an image; undefined where there is none, or another kind of value. */
export function numberIn(image: Record<string, unknown> | undefined, name: string): number | undefined {
  const value = Number((image?.[name] as { N?: unknown } | null | undefined)?.N ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}
