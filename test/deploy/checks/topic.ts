import { idOf, ofType, type Resource, type Template, textOf } from '../../../bin/deploy/template.ts';
import { runbookSections } from './runbook.ts';
import { problems } from './triggers.ts';

interface Statement {
  Effect: string;
  Principal: { Service?: string };
  Action: string;
  Condition?: Record<string, Record<string, unknown>>;
}

/** A topic takes the alarms of this account, and somebody listens. */
export function checkTopic(id: string, template: Template): string[] {
  const listeners = ofType(template, 'AWS::SNS::Subscription').filter(
    ([, { Properties }]) => idOf(Properties.TopicArn) === id,
  );
  const alarms = lets(template, id, 'cloudwatch.amazonaws.com').some(
    ({ Condition }) => textOf(Condition?.StringEquals?.['aws:SourceAccount']) === `\${AWS::AccountId}`,
  );
  return problems(id, [
    [alarms, 'takes no alarms of this account'],
    [listeners.length > 0, 'has no listener'],
  ]);
}

/** What makes a key's tables unreadable at once, or in a month. */
const DANGERS = ['DisableKey', 'ScheduleKeyDeletion'];

/** Somebody is told when a key is in danger, and not of other keys of the account. */
export function checkKeyWatch(id: string, template: Template): string[] {
  const rules = ofType(template, 'AWS::Events::Rule');
  const tells = (call: string, key: string) =>
    rules.some(([rule, { Properties }]) => {
      const caught = matches(Properties.EventPattern, callOf(call, key));
      return caught && reaches(rule, Properties, template);
    });
  return problems(id, [
    ...DANGERS.map((call) => [tells(call, id), `may suffer ${call}, and nobody is told`] as const),
    [!tells('DisableKey', 'SomebodysKey'), 'is not told from other keys'],
    [!tells('EnableKey', id), 'makes noise when it is enabled'],
  ]);
}

/** A rule's target is a topic that takes what comes from this rule, in words that lead to the runbook. */
function reaches(rule: string, { State, Targets }: Resource['Properties'], template: Template): boolean {
  const targets: { Arn: unknown; InputTransformer?: { InputTemplate?: string } }[] = Targets;
  return targets.some(({ Arn, InputTransformer }) => {
    const allowed = lets(template, idOf(Arn), 'events.amazonaws.com').some(
      ({ Condition }) => textOf(Condition?.ArnEquals?.['aws:SourceArn']) === `\${${rule}.Arn}`,
    );
    const section = /^".*docs\/runbook\.md#([\w-]+)"$/.exec(InputTransformer?.InputTemplate ?? '')?.[1] ?? '';
    return State !== 'DISABLED' && allowed && runbookSections().includes(section);
  });
}

/** What lets a service publish to a topic. */
function lets(template: Template, topic: string | undefined, service: string): Statement[] {
  return ofType(template, 'AWS::SNS::TopicPolicy')
    .filter(([, { Properties }]) => idOf(Properties.Topics[0]) === topic)
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[])
    .filter(
      ({ Effect, Principal, Action }) =>
        Effect === 'Allow' && Action === 'sns:Publish' && Principal.Service === service,
    );
}

/** A call to KMS as CloudTrail hands it on (AWS KMS Developer Guide, 'Log entries'), as far as it matters. */
function callOf(eventName: string, key: string) {
  return {
    source: 'aws.kms',
    'detail-type': 'AWS API Call via CloudTrail',
    detail: {
      eventSource: 'kms.amazonaws.com',
      eventName,
      requestParameters: { keyId: 'the id alone' },
      resources: [{ type: 'AWS::KMS::Key', ARN: `\${${key}.Arn}` }],
    },
  };
}

/** EventBridge's rule: each field that a pattern names has one of its values; of an array, one element has. */
function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(event)) return event.some((one) => matches(pattern, one));
  if (Array.isArray(pattern)) return pattern.some((value) => textOf(value) === event);
  const fields = Object.entries((pattern ?? {}) as Record<string, unknown>);
  const given = (event ?? {}) as Record<string, unknown>;
  return fields.length > 0 && fields.every(([name, inner]) => matches(inner, given[name]));
}
