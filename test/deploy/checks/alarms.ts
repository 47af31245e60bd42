import { idOf, ofType, type Resource, type Template, textOf } from '../../../bin/deploy/template.ts';
import type { Seen } from '../observe.ts';
import { runbookSections } from './runbook.ts';
import { checkKeyWatch, checkTopic } from './topic.ts';
import { problems } from './triggers.ts';

/** Whatever can go wrong has an alarm that reaches somebody and says where to read on. */
export function checkAlarms(template: Template, seen: readonly Seen[]): string[] {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const watched = new Set(alarms.map(([, { Properties }]) => lineOf(Properties)));
  return [
    ...needed(template, seen)
      .filter((line) => !watched.has(line))
      .map((line) => `nobody is told of ${line}`),
    ...alarms.flatMap(([id, { Properties }]) => checkAlarm(id, Properties, template)),
    ...ofType(template, 'AWS::SNS::Topic').flatMap(([id]) => checkTopic(id, template)),
    ...ofType(template, 'AWS::KMS::Key').flatMap(([id]) => checkKeyWatch(id, template)),
  ];
}

function checkAlarm(id: string, alarm: Resource['Properties'], template: Template): string[] {
  const section = /docs\/runbook\.md#([\w-]+)$/.exec(alarm.AlarmDescription ?? '')?.[1];
  const absence = alarm.MetricName === 'PolledEventCount';
  const aboveNothing = alarm.ComparisonOperator === 'GreaterThanOrEqualToThreshold' && alarm.Threshold > 0;
  const belowNothing = alarm.ComparisonOperator === 'LessThanThreshold' && alarm.Threshold === 0;
  return problems(id, [
    [runbookSections().includes(section ?? ''), `points to no section of the runbook: ${section}`],
    // An expression may have no value while one of its metrics has never had a data point, and then it never rings.
    [alarm.Metrics === undefined, 'is an expression, which may never ring'],
    // A mapping that reads counts zeros: only of that no data is the trouble. Elsewhere only what happens is counted.
    [alarm.TreatMissingData === (absence ? 'breaching' : 'notBreaching'), 'takes no data for the wrong thing'],
    [absence ? belowNothing : aboveNothing, 'rings while nothing happens'],
    [alarm.EvaluationPeriods >= (PASSING.includes(alarm.MetricName) ? 3 : 1), 'rings at what passes by itself'],
    [[alarm.AlarmActions].flat().some((action) => isTopic(action, template)), 'reaches nobody'],
  ]);
}

/** What is met for some minutes in a deployment, or after a burst. */
const PASSING = ['CardOutdated', 'PolledEventCount', 'IteratorAge'];

/** The metrics that have to be watched: what functions, triggers, tables and the API of this template can suffer. */
function needed(template: Template, seen: readonly Seen[]): string[] {
  const functions = ofType(template, 'AWS::Lambda::Function');
  const own = functions[0]?.[1].Properties.Environment.Variables ?? {};
  const streams = ofType(template, 'AWS::Lambda::EventSourceMapping').filter(([, { Properties }]) =>
    textOf(Properties.EventSourceArn).endsWith('.StreamArn}'),
  );
  return [
    ...functions.flatMap(([id]) => ['Errors', 'Throttles'].map((name) => ofLambda(name, 'FunctionName', id))),
    ...streams.flatMap(([id, { Properties }]) => [
      ofLambda('IteratorAge', 'FunctionName', idOf(Properties.FunctionName)),
      ofLambda('DestinationDeliveryFailures', 'FunctionName', idOf(Properties.FunctionName)),
      ofLambda('OnFailureDestinationDeliveredEventCount', 'EventSourceMappingUUID', id),
      ofLambda('DroppedEventCount', 'EventSourceMappingUUID', id),
      ofLambda('PolledEventCount', 'EventSourceMappingUUID', id),
    ]),
    ...[
      'RecordSetAside',
      'CardOutdated',
      'CardNotRefreshed',
      'IssuerUnavailable',
      'StoreBusy',
      'MessageFailed',
      'MessageRefused',
      'PersonNotSwept',
      'ScoresDrifted',
      'CharacteristicDrifted',
      'CoverageFell',
      'EvidenceStale',
      'SubscriptionDisabled',
      'NotificationGivenUp',
    ].map((name) => `${own.METRICS_NAMESPACE} ${name} service=${own.SERVICE_NAME}`),
    ...ofType(template, 'AWS::ApiGatewayV2::Api').map(([id]) => `AWS/ApiGateway 5xx ApiId=\${${id}}`),
    ...ofType(template, 'AWS::DynamoDB::Table').flatMap(([id, { Properties }]) => [
      `AWS/DynamoDB ReadThrottleEvents TableName=\${${id}}`,
      `AWS/DynamoDB WriteThrottleEvents TableName=\${${id}}`,
      ...new Set(
        seen
          .filter(({ table, operation }) => table === Properties.TableName && operation !== 'DescribeTable')
          .map(({ operation }) => `AWS/DynamoDB SystemErrors TableName=\${${id}} Operation=${operation}`),
      ),
    ]),
  ];
}

function ofLambda(metric: string, dimension: string, id: string | undefined): string {
  return `AWS/Lambda ${metric} ${dimension}=\${${id}}`;
}

function lineOf({ Namespace, MetricName, Dimensions }: Resource['Properties']): string {
  const dimensions: { Name: string; Value: unknown }[] = Dimensions ?? [];
  return [Namespace, MetricName, ...dimensions.map(({ Name, Value }) => `${Name}=${textOf(Value)}`)].join(' ');
}

function isTopic(action: unknown, template: Template): boolean {
  return template.Resources[idOf(action) ?? '']?.Type === 'AWS::SNS::Topic';
}
