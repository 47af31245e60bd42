import type { Template } from '../../bin/deploy/template.ts';

export const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const trust = (service: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});
const allowing = (Action: string[], id: string) => [
  { PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: arn(id) }] } },
];

/** A queue with its function and a schedule, as they should be: no function of today has either, the checks know both. */
export function withQueueAndSchedule(): Template {
  return {
    Parameters: {},
    Conditions: {},
    Outputs: {},
    Resources: {
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 360,
          KmsMasterKeyId: { Ref: 'DataKey' },
          RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: arn('DeadLetters') },
        },
      },
      DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: 'DataKey' } } },
      DeadLettersAlarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['DeadLetters', 'QueueName'] } }],
        },
      },
      Worker: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'build/work.handler', Timeout: 60, Role: arn('WorkerRole') },
      },
      WorkerRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
          Policies: allowing(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], 'Work'),
        },
      },
      WorkerMapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: arn('Work'),
          FunctionName: arn('Worker'),
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
      Nightly: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          Target: {
            Arn: arn('Worker'),
            RoleArn: arn('NightlyRole'),
            RetryPolicy: { MaximumEventAgeInSeconds: 3600 },
            DeadLetterConfig: { Arn: arn('DeadLetters') },
          },
        },
      },
      NightlyRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('scheduler.amazonaws.com'),
          Policies: allowing(['lambda:InvokeFunction'], 'Worker'),
        },
      },
    },
  };
}
