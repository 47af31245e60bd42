import type { Mutation } from './spoilt.ts';

/** How trouble stays unheard. */
export const ALARMS: Mutation[] = [
  [
    'no alarm for errors',
    (_of, t) => delete t.Resources.GetProfileErrors,
    /nobody is told of AWS\/Lambda Errors FunctionName=\$\{GetDash/,
  ],
  ['no alarm for a lagging stream', (_of, t) => delete t.Resources.PublishChangeIteratorAge, /IteratorAge/],
  ['no alarm for a stream that nobody reads', (_of, t) => delete t.Resources.PublishChangeNotRead, /PolledEventCount/],
  [
    'silence for a stream that nobody reads',
    (of) => (of('ScoreOnChangeNotRead').TreatMissingData = 'notBreaching'),
    /ScoreOnChangeNotRead takes no data/,
  ],
  [
    'an alarm for a stream with nothing to read',
    (of) => (of('ScoreOnChangeNotRead').Threshold = 1),
    /rings while nothing happens/,
  ],
  [
    'an alarm for every pause of a trigger',
    (of) => (of('ScoreOnChangeNotRead').EvaluationPeriods = 1),
    /passes by itself/,
  ],
  [
    'no alarm for a fall of coverage',
    (_of, t) => delete t.Resources.CoverageFell,
    /nobody is told of Tahini CoverageFell/,
  ],
  ['no alarm for evidence that grows old', (_of, t) => delete t.Resources.EvidenceStale, /Tahini EvidenceStale/],
  [
    'no alarm for kept records',
    (_of, t) => delete t.Resources.ScoreOnChangeRecordsGivenUp,
    /OnFailureDestinationDelivered/,
  ],
  [
    'no alarm for what could not be kept',
    (_of, t) => delete t.Resources.ScoreOnChangeRecordsUndelivered,
    /DestinationDeliveryFailures/,
  ],
  [
    'a sum over what may never be counted',
    (of) => (of('ScoreOnChangeRecordsLost').Metrics = [{ Id: 'lost', Expression: 'FILL(a, 0) + FILL(b, 0)' }]),
    /may never ring/,
  ],
  [
    'another service in the dimension',
    (of) => (of('RecordSetAside').Dimensions[0].Value = 'tahini-prod'),
    /RecordSetAside service=tahini-dev/,
  ],
  ['no alarm for an outdated card', (_of, t) => delete t.Resources.CardOutdated, /nobody is told of Tahini CardOut/],
  ['an alarm for every deployment', (of) => (of('CardOutdated').EvaluationPeriods = 1), /CardOutdated rings at/],
  [
    'an operation that nobody watches',
    (_of, t) => delete t.Resources.SubjectsQueryFails,
    /SystemErrors TableName=\$\{SubjectsTable\} Operation=Query/,
  ],
  [
    'a section that is not there',
    (of) => (of('Api5xx').AlarmDescription = 'docs/runbook.md#call-somebody'),
    /call-somebody/,
  ],
  ['no word on missing data', (of) => delete of('Api5xx').TreatMissingData, /no data/],
  ['an alarm that rings all the time', (of) => (of('Api5xx').Threshold = 0), /Api5xx rings while nothing/],
  ['an alarm that reaches nobody', (of) => (of('Api5xx').AlarmActions = []), /Api5xx reaches nobody/],
  ['a topic without a listener', (_of, t) => delete t.Resources.AlarmSubscription, /no listener/],
  ['a topic that takes no alarms', (_of, t) => delete t.Resources.AlarmTopicPolicy, /takes no alarms/],
  [
    'a topic for the alarms of every account',
    (of) => delete of('AlarmTopicPolicy').PolicyDocument.Statement[0].Condition,
    /takes no alarms of this account/,
  ],
  ['a key that nobody watches', (_of, t) => delete t.Resources.KeyInDanger, /DataKey may suffer DisableKey/],
  ['a watch that is off', (of) => (of('KeyInDanger').State = 'DISABLED'), /DataKey may suffer DisableKey/],
  [
    'a watch for half of it',
    (of) => of('KeyInDanger').EventPattern.detail.eventName.pop(),
    /DataKey may suffer ScheduleKeyDeletion/,
  ],
  [
    "a watch by the request's own name for the key",
    (of) => {
      const { detail } = of('KeyInDanger').EventPattern;
      detail.requestParameters = { keyId: detail.resources.ARN };
    },
    /DataKey may suffer DisableKey/,
  ],
  [
    'a watch for every key of the account',
    (of) => delete of('KeyInDanger').EventPattern.detail.resources,
    /not told from other keys/,
  ],
  ['a watch for every call', (of) => delete of('KeyInDanger').EventPattern.detail.eventName, /noise/],
  [
    'a watch that leads nowhere',
    (of) => (of('KeyInDanger').Targets[0].InputTransformer.InputTemplate = '"Alas"'),
    /nobody is told/,
  ],
  [
    'a topic that takes nothing from the watch',
    (of) => of('AlarmTopicPolicy').PolicyDocument.Statement.pop(),
    /DataKey may suffer DisableKey, and nobody/,
  ],
  [
    'a topic for the rules of anybody',
    (of) => delete of('AlarmTopicPolicy').PolicyDocument.Statement[1].Condition,
    /DataKey may suffer DisableKey, and nobody/,
  ],
];
