import { fieldsOf, listOf, numberOf, onlyKeys, refuse, textOf } from './checks.ts';
import { readEnvironment } from './environment-section.ts';
import { type Route, readRoute, readStream, type StreamTrigger } from './events.ts';
import { type QueueTrigger, readQueueTrigger } from './queue-trigger.ts';
import type { Resources } from './resources.ts';
import { readSchedules, type ScheduleTrigger } from './schedules.ts';

export interface LambdaFunction {
  name: string;
  /** `build/upsert-profile.handler`: the file without its ending, and its export. */
  handler: string;
  timeoutSeconds: number;
  environment: Record<string, string>;
  /** Variables of its own whose values only CloudFormation knows. */
  fromCloudFormation: string[];
  routes: Route[];
  streams: StreamTrigger[];
  queues: QueueTrigger[];
  schedules: ScheduleTrigger[];
}

const KEYS = ['handler', 'timeout', 'environment', 'events'];
// They say how AWS packages, sizes and permits a function, and change nothing in what it does here.
const ON_AWS_ONLY = [
  'architecture',
  'description',
  'ephemeralStorageSize',
  'logRetentionInDays',
  'logs',
  'memorySize',
  'name',
  'package',
  'provisionedConcurrency',
  'reservedConcurrency',
  'role',
  'tags',
  'tracing',
];

interface Surroundings {
  resources: Resources;
  /** What a `!Ref` stands for, by logical id. */
  refs: ReadonlyMap<string, string>;
  timeoutSeconds: number;
}

export function readFunction(name: string, value: unknown, around: Surroundings): LambdaFunction {
  const where = `functions.${name}`;
  const fields = fieldsOf(value, where);
  onlyKeys(fields, [...KEYS, ...ON_AWS_ONLY], where);
  const handler = textOf(fields.handler, `${where}.handler`);
  if (!/^[\w./-]+\.\w+$/.test(handler)) refuse(`${where}.handler`, "should read like 'build/name.handler'");
  const environment = readEnvironment(fields.environment ?? {}, around.refs, `${where}.environment`);
  const timeoutSeconds = numberOf(fields.timeout ?? around.timeoutSeconds, `${where}.timeout`);
  const events = listOf(fields.events ?? [], `${where}.events`);
  return {
    name,
    handler,
    timeoutSeconds,
    environment: environment.values,
    fromCloudFormation: environment.fromCloudFormation,
    ...readEvents({ name, timeoutSeconds }, events, around.resources),
  };
}

type Events = Pick<LambdaFunction, 'routes' | 'streams' | 'queues' | 'schedules'>;
type Owner = Pick<LambdaFunction, 'name' | 'timeoutSeconds'>;

function readEvents(owner: Owner, entries: unknown[], { tables, queues }: Resources): Events {
  const events: Events = { routes: [], streams: [], queues: [], schedules: [] };
  for (const [index, entry] of entries.entries()) {
    const where = `functions.${owner.name}.events[${index}]`;
    const [[kind, value] = ['', undefined], ...rest] = Object.entries(fieldsOf(entry, where));
    if (rest.length > 0) refuse(where, 'should have one key, the kind of event');
    if (kind === 'httpApi') events.routes.push(readRoute(owner.name, value, `${where}.httpApi`));
    else if (kind === 'stream') events.streams.push(readStream(owner.name, value, tables, `${where}.stream`));
    else if (kind === 'sqs') events.queues.push(readQueueTrigger(owner, value, queues, `${where}.sqs`));
    else if (kind === 'schedule') events.schedules.push(...readSchedules(owner.name, value, `${where}.schedule`));
    else refuse(where, `is of the kind '${kind}', which the local run does not imitate`);
  }
  return events;
}
