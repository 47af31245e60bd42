import type { Mutation } from './spoilt.ts';

/** How trouble stays unheard. */
export const ALARMS: Mutation[] = [
  [
    'no alarm for errors',
    (_of, t) => delete t.Resources.GetProfileErrors,
    /nobody is told of AWS\/Lambda Errors FunctionName=\$\{GetDash/,
  ],
  ['no alarm for a lagging stream', (_of, t) => delete t.Resources.PublishChangeIteratorAge, /IteratorAge/],
  [
    'no alarm for kept records',
    (_of, t) => delete t.Resources.ScoreOnChangeRecordsGivenUp,
    /OnFailureDestinationDelivered/,
  ],
  [
    'a metric left out of the sum',
    (of) => (of('ScoreOnChangeRecordsLost').Metrics[0].Expression = 'FILL(dropped, 0)'),
    /DestinationDeliveryFailures/,
  ],
  [
    'another service in the dimension',
    (of) => (of('RecordSetAside').Dimensions[0].Value = 'tahini-prod'),
    /RecordSetAside service=tahini-dev/,
  ],
  [
    'an operation that nobody watches',
    (of) => of('SubjectsSystemErrors').Metrics.pop(),
    /SystemErrors TableName=\$\{SubjectsTable\} Operation=/,
  ],
  [
    'a section that is not there',
    (of) => (of('Api5xx').AlarmDescription = 'docs/runbook.md#call-somebody'),
    /call-somebody/,
  ],
  ['no word on missing data', (of) => delete of('Api5xx').TreatMissingData, /no data/],
  ['an alarm that reaches nobody', (of) => (of('Api5xx').AlarmActions = []), /Api5xx reaches nobody/],
  ['a topic without a listener', (_of, t) => delete t.Resources.AlarmSubscription, /no listener/],
  ['a topic that takes no alarms', (_of, t) => delete t.Resources.AlarmTopicPolicy, /takes no alarms/],
];
