import { grantsOf } from '../../../bin/deploy/iam.ts';
import { idOf, ofType, type Resource, type Template, textOf } from '../../../bin/deploy/template.ts';

const HOUR = 3600;
const STREAM_HOURS = 24;

/** Whatever calls a function by itself tries again, for how long is said, and what is given up is kept somewhere. */
export function checkTriggers(template: Template): string[] {
  const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping');
  return [
    ...mappings.flatMap(([id, { Properties }]) =>
      textOf(Properties.EventSourceArn).endsWith('.StreamArn}')
        ? checkStream(id, Properties, template)
        : checkQueueMapping(id, Properties, template),
    ),
    ...ofType(template, 'AWS::SQS::Queue').flatMap(([id, queue]) => checkQueue(id, queue, template)),
    ...ofType(template, 'AWS::Scheduler::Schedule').flatMap(([id, schedule]) => checkSchedule(id, schedule, template)),
    ...ofType(template, 'AWS::Events::Rule').flatMap(([id, { Properties }]) =>
      problems(id, [
        [callsNothing(Properties, template), 'should be an AWS::Scheduler::Schedule, which is checked here'],
      ]),
    ),
  ];
}

function checkStream(id: string, mapping: Resource['Properties'], template: Template): string[] {
  const age = mapping.MaximumRecordAgeInSeconds;
  const destination = idOf(mapping.DestinationConfig?.OnFailure?.Destination) ?? '';
  return problems(id, [
    [mapping.MaximumRetryAttempts === -1, 'gives up after some tries, not with the stream'],
    // What has left the stream cannot be kept any more, so the age ends before.
    [age >= (STREAM_HOURS - 1) * HOUR && age < STREAM_HOURS * HOUR, 'should give up in the last hour of the stream'],
    [mapping.BisectBatchOnFunctionError === true, 'does not bisect'],
    [`${mapping.FunctionResponseTypes}` === 'ReportBatchItemFailures', 'has no partial batch responses'],
    [template.Resources[destination]?.Type === 'AWS::S3::Bucket', 'does not keep whole records in a bucket'],
    [`${mapping.MetricsConfig?.Metrics}` === 'EventCount', 'does not count what it gives up'],
    [mapping.ParallelizationFactor >= 1, 'does not say how many batches of a shard at once'],
  ]);
}

const OF_QUEUES = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

function checkQueueMapping(id: string, mapping: Resource['Properties'], template: Template): string[] {
  const queueId = idOf(mapping.EventSourceArn) ?? '';
  const queue = template.Resources[queueId]?.Properties ?? {};
  const target = template.Resources[idOf(mapping.FunctionName) ?? '']?.Properties ?? {};
  const granted = grantsOf(template, idOf(target.Role));
  const missing = OF_QUEUES.find(
    (action) => !granted.some((grant) => grant.action === action && grant.resource === `\${${queueId}.Arn}`),
  );
  return problems(id, [
    [template.Resources[queueId]?.Type === 'AWS::SQS::Queue', 'reads no queue of this template'],
    [`${mapping.FunctionResponseTypes}` === 'ReportBatchItemFailures', 'has no partial batch responses'],
    [queue.VisibilityTimeout >= 6 * target.Timeout, 'reads a queue that shows a message again before it was handled'],
    [missing === undefined, `has a function that may not ${missing}`],
  ]);
}

function checkQueue(id: string, { Properties }: Resource, template: Template): string[] {
  const isLast = ofType(template, 'AWS::SQS::Queue').some(([, other]) => deadLettersOf(other) === id);
  const hasAlarm = ofType(template, 'AWS::CloudWatch::Alarm').some(
    ([, alarm]) =>
      alarm.Properties.MetricName === 'ApproximateNumberOfMessagesVisible' &&
      idOf(alarm.Properties.Dimensions[0].Value) === id,
  );
  const last = deadLettersOf({ Type: '', Properties: Properties ?? {} });
  return problems(id, [
    [isLast || template.Resources[last ?? '']?.Type === 'AWS::SQS::Queue', 'has no queue for dead letters'],
    [!isLast || hasAlarm, 'holds dead letters without an alarm'],
    [Properties?.KmsMasterKeyId !== undefined, 'is not encrypted with the key'],
  ]);
}

function deadLettersOf({ Properties }: Resource): string | undefined {
  return idOf(Properties?.RedrivePolicy?.deadLetterTargetArn);
}

function checkSchedule(id: string, { Properties }: Resource, template: Template): string[] {
  const { Arn, RoleArn, RetryPolicy, DeadLetterConfig } = Properties.Target;
  const role = idOf(RoleArn) ?? '';
  const trust = JSON.stringify(template.Resources[role]?.Properties.AssumeRolePolicyDocument ?? {});
  const mayInvoke = grantsOf(template, role).some(
    ({ action, resource }) => action === 'lambda:InvokeFunction' && resource === textOf(Arn),
  );
  return problems(id, [
    [trust.includes('"scheduler.amazonaws.com"'), 'has a role that the scheduler cannot take'],
    [mayInvoke, 'has a role that may not invoke its target: it would never fire, and say nothing'],
    [RetryPolicy?.MaximumEventAgeInSeconds > 0, 'does not say for how long it is tried'],
    [template.Resources[idOf(DeadLetterConfig?.Arn) ?? '']?.Type === 'AWS::SQS::Queue', 'loses what it gives up'],
  ]);
}

/** A rule that only tells somebody: checks/topic.ts has it. */
function callsNothing({ ScheduleExpression, Targets }: Resource['Properties'], template: Template): boolean {
  const targets: { Arn: unknown }[] = Targets;
  const told = targets.every(({ Arn }) => template.Resources[idOf(Arn) ?? '']?.Type === 'AWS::SNS::Topic');
  return ScheduleExpression === undefined && told;
}

/** `[holds, what is wrong otherwise]` for one resource. */
export function problems(id: string, rules: readonly (readonly [holds: boolean, problem: string])[]): string[] {
  return rules.filter(([holds]) => !holds).map(([, problem]) => `${id} ${problem}`);
}
