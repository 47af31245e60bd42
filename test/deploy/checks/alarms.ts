import { readFileSync } from 'node:fs';
import { idOf, ofType, type Resource, type Template, textOf } from '../../../bin/deploy/template.ts';
import type { Seen } from '../observe.ts';
import { problems } from './triggers.ts';

interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions: { Name: string; Value: unknown }[];
}

/** Whatever can go wrong has an alarm that reaches somebody and says where to read on. */
export function checkAlarms(template: Template, seen: readonly Seen[]): string[] {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const watched = new Set(alarms.flatMap(([, alarm]) => metricsOf(alarm).map(lineOf)));
  const sections = sectionsOf(readFileSync('docs/runbook.md', 'utf8'));
  return [
    ...needed(template, seen)
      .filter((line) => !watched.has(line))
      .map((line) => `nobody is told of ${line}`),
    ...alarms.flatMap(([id, { Properties }]) => {
      const section = /docs\/runbook\.md#([\w-]+)$/.exec(Properties.AlarmDescription ?? '')?.[1];
      return problems(id, [
        [sections.includes(section ?? ''), `points to no section of the runbook: ${section}`],
        [typeof Properties.TreatMissingData === 'string', 'does not say what no data means'],
        [[Properties.AlarmActions].flat().some((action) => isTopic(action, template)), 'reaches nobody'],
      ]);
    }),
    ...ofType(template, 'AWS::SNS::Topic').flatMap(([id]) => checkTopic(id, template)),
  ];
}

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
    ]),
    ...['RecordSetAside', 'IssuerUnavailable', 'StoreBusy'].map(
      (name) => `${own.METRICS_NAMESPACE} ${name} service=${own.SERVICE_NAME}`,
    ),
    ...ofType(template, 'AWS::ApiGatewayV2::Api').map(([id]) => `AWS/ApiGateway 5xx ApiId=\${${id}}`),
    ...ofType(template, 'AWS::DynamoDB::Table').flatMap(([id, { Properties }]) => [
      `AWS/DynamoDB ReadThrottleEvents TableName=\${${id}}`,
      `AWS/DynamoDB WriteThrottleEvents TableName=\${${id}}`,
      ...new Set(
        seen
          .filter(({ table }) => table === Properties.TableName)
          .map(({ operation }) => `AWS/DynamoDB SystemErrors TableName=\${${id}} Operation=${operation}`),
      ),
    ]),
  ];
}

function ofLambda(metric: string, dimension: string, id: string | undefined): string {
  return `AWS/Lambda ${metric} ${dimension}=\${${id}}`;
}

/** An alarm's own metric, or those that its expression puts together; one that is not in the expression does not count. */
function metricsOf({ Properties }: Resource): Metric[] {
  if (Properties.Metrics === undefined) return [Properties as Metric];
  const metrics: { Id: string; Expression?: string; MetricStat?: { Metric: Metric } }[] = Properties.Metrics;
  const expression = metrics.find(({ Expression }) => Expression !== undefined)?.Expression ?? '';
  return metrics.flatMap(({ Id, MetricStat }) => {
    const counts = new RegExp(`\\b${Id}\\b`).test(expression);
    return MetricStat !== undefined && counts ? [MetricStat.Metric] : [];
  });
}

function lineOf({ Namespace, MetricName, Dimensions }: Metric): string {
  return [Namespace, MetricName, ...Dimensions.map(({ Name, Value }) => `${Name}=${textOf(Value)}`)].join(' ');
}

function isTopic(action: unknown, template: Template): boolean {
  return template.Resources[idOf(action) ?? '']?.Type === 'AWS::SNS::Topic';
}

function checkTopic(id: string, template: Template): string[] {
  const policies = ofType(template, 'AWS::SNS::TopicPolicy').filter(
    ([, { Properties }]) => idOf(Properties.Topics[0]) === id,
  );
  const listeners = ofType(template, 'AWS::SNS::Subscription').filter(
    ([, { Properties }]) => idOf(Properties.TopicArn) === id,
  );
  const lets = JSON.stringify(policies.map(([, { Properties }]) => Properties.PolicyDocument));
  return problems(id, [
    [
      lets.includes('"cloudwatch.amazonaws.com"') && lets.includes('aws:SourceAccount'),
      'takes no alarms of this account',
    ],
    [listeners.length > 0, 'has no listener'],
  ]);
}

/** The anchors of a page's sections. */
export function sectionsOf(page: string): string[] {
  return [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
