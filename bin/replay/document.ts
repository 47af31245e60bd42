import * as z from 'zod';

const ARN = /^arn:aws[\w-]*:lambda:[\w-]+:(\d{12}):function:([\w-]+)(?::[\w$-]+)?$/;
const STREAM = /^arn:[^:]+:dynamodb:[^:]*:\d*:table\/([\w.-]+)\/stream\//;

const StreamRecord = z.looseObject({
  eventSource: z.literal('aws:dynamodb'),
  eventSourceARN: z.string().regex(STREAM),
  dynamodb: z.looseObject({
    SequenceNumber: z.string().regex(/^\d{1,64}$/),
    /** Seconds since 1970. */
    ApproximateCreationDateTime: z.number().positive(),
    Keys: z.record(z.string(), z.record(z.string(), z.unknown())),
    NewImage: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
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
  functionArn: string;
  functionName: string;
  account: string;
  condition: string;
  /** When they were given up. */
  at: Date;
  records: StreamRecord[];
}

/** Reads a document; for what is none, where it is wrong, without quoting it. */
export function readDocument(text: string): FailureDocument | string {
  if (text === '') return 'it is empty, or larger than any document of failed records';
  try {
    const { requestContext, timestamp, payload } = Outer.parse(JSON.parse(text));
    const { Records } = Payload.parse(typeof payload === 'string' ? JSON.parse(payload) : payload);
    const [, account = '', functionName = ''] = ARN.exec(requestContext.functionArn) ?? [];
    return { ...requestContext, functionName, account, at: new Date(timestamp), records: Records };
  } catch (error) {
    if (!(error instanceof z.ZodError)) return 'it is not JSON';
    return `it is no document of failed records: see ${error.issues[0]?.path.join('.') || 'its outermost value'}`;
  }
}

/** The table whose stream a record is of. */
export function tableOf({ eventSourceARN }: StreamRecord): string {
  return STREAM.exec(eventSourceARN)?.[1] ?? '';
}

/** `score-on-change` names `tahini-dev-score-on-change`, too. */
export function isFunction(functionName: string, wanted: string): boolean {
  return functionName === wanted || functionName.endsWith(`-${wanted}`);
}
