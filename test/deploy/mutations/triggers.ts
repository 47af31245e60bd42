import type { Mutation } from './spoilt.ts';

const STREAM = 'ScoreDashonDashchangeEventSourceMappingDynamodbSubjectsTable';

/** How a trigger loses records, or holds up those behind. */
export const TRIGGERS: Mutation[] = [
  ['few tries', (of) => (of(STREAM).MaximumRetryAttempts = 10), /gives up after some tries/],
  ['an age beyond the stream', (of) => (of(STREAM).MaximumRecordAgeInSeconds = 86_400), /last hour/],
  ['an age of an hour', (of) => (of(STREAM).MaximumRecordAgeInSeconds = 3600), /last hour/],
  ['no bisecting', (of) => delete of(STREAM).BisectBatchOnFunctionError, /does not bisect/],
  ['whole batches only', (of) => delete of(STREAM).FunctionResponseTypes, /partial batch/],
  ['no destination', (of) => delete of(STREAM).DestinationConfig, /whole records in a bucket/],
  [
    'a topic as destination',
    (of) => (of(STREAM).DestinationConfig.OnFailure.Destination = { Ref: 'AlarmTopic' }),
    /whole records/,
  ],
  ['no counts', (of) => delete of(STREAM).MetricsConfig, /does not count/],
  ['no word about lanes', (of) => delete of(STREAM).ParallelizationFactor, /how many batches/],
];
