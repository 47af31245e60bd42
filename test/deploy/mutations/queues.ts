import { arn, trust } from '../queues.ts';
import type { Mutation } from './spoilt.ts';

/** How messages get lost, and how a schedule never fires. */
export const QUEUES: Mutation[] = [
  ['a queue without dead letters', (of) => delete of('Work').RedrivePolicy, /Work has no queue for dead letters/],
  [
    'dead letters that go elsewhere',
    (of) => (of('Work').RedrivePolicy.deadLetterTargetArn = arn('Worker')),
    /Work has no queue for dead letters/,
  ],
  [
    'dead letters that nobody hears of',
    (_of, t) => delete t.Resources.DeadLettersAlarm,
    /DeadLetters holds dead letters without/,
  ],
  ['a queue in the clear', (of) => delete of('Work').KmsMasterKeyId, /Work is not encrypted/],
  ['messages that come back too early', (of) => (of('Work').VisibilityTimeout = 60), /again before it was handled/],
  ['whole batches only', (of) => delete of('WorkerMapping').FunctionResponseTypes, /partial batch/],
  ['a function that may not read its queue', (of) => of('WorkerRole').Policies.pop(), /may not sqs:ReceiveMessage/],
  // The trap: the scheduler is given the function's own role, which cannot invoke, and nothing ever happens.
  [
    "a schedule with the function's own role",
    (of) => (of('Nightly').Target.RoleArn = arn('WorkerRole')),
    /may not invoke its target/,
  ],
  [
    'a schedule that may invoke another',
    (of) => (of('Nightly').Target.Arn = arn('Other')),
    /may not invoke its target/,
  ],
  [
    'a role that the scheduler cannot take',
    (of) => (of('NightlyRole').AssumeRolePolicyDocument = trust('lambda.amazonaws.com')),
    /the scheduler cannot take/,
  ],
  ['a schedule without retries', (of) => delete of('Nightly').Target.RetryPolicy, /for how long it is tried/],
  ['a schedule that loses what fails', (of) => delete of('Nightly').Target.DeadLetterConfig, /loses what it gives up/],
  [
    'a schedule of the old kind',
    (_of, t) => (t.Resources.Rule = rule({ ScheduleExpression: 'rate(1 day)', Targets: [] })),
    /Rule should be an AWS::Scheduler::Schedule/,
  ],
  [
    'a rule that calls a function',
    (_of, t) => (t.Resources.Rule = rule({ EventPattern: { source: ['x'] }, Targets: [{ Arn: arn('Worker') }] })),
    /Rule should be an AWS::Scheduler::Schedule/,
  ],
];

function rule(properties: object) {
  return { Type: 'AWS::Events::Rule', Properties: { ...properties } };
}
