import { fieldsOf, listOf, numberOf, onlyKeys, refuse, textOf } from './checks.ts';
import { type Route, readRoute, readStream, type StreamTrigger } from './events.ts';

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
  tables: Map<string, string>;
  timeoutSeconds: number;
}

export function readFunction(name: string, value: unknown, around: Surroundings): LambdaFunction {
  const where = `functions.${name}`;
  const fields = fieldsOf(value, where);
  onlyKeys(fields, [...KEYS, ...ON_AWS_ONLY], where);
  const handler = textOf(fields.handler, `${where}.handler`);
  if (!/^[\w./-]+\.\w+$/.test(handler)) refuse(`${where}.handler`, "should read like 'build/name.handler'");
  const environment = readEnvironment(fields.environment ?? {}, around.tables, `${where}.environment`);
  const { routes, streams } = readEvents(name, listOf(fields.events ?? [], `${where}.events`), around.tables);
  return {
    name,
    handler,
    timeoutSeconds: numberOf(fields.timeout ?? around.timeoutSeconds, `${where}.timeout`),
    environment: environment.values,
    fromCloudFormation: environment.fromCloudFormation,
    routes,
    streams,
  };
}

export interface Environment {
  values: Record<string, string>;
  fromCloudFormation: string[];
}

/** A `!Ref` of a table is its name; what else only CloudFormation could answer is named, and has no value. */
export function readEnvironment(value: unknown, tables: Map<string, string>, where: string): Environment {
  const values: Record<string, string> = {};
  const fromCloudFormation: string[] = [];
  for (const [key, entry] of Object.entries(fieldsOf(value, where))) {
    const known = plainValue(entry, tables, `${where}.${key}`);
    if (known === undefined) fromCloudFormation.push(key);
    else values[key] = known;
  }
  return { values, fromCloudFormation };
}

function plainValue(entry: unknown, tables: Map<string, string>, where: string): string | undefined {
  if (typeof entry !== 'object' || entry === null) {
    const text = String(entry ?? '');
    return text.startsWith('{{resolve:') ? undefined : text;
  }
  const [[name, operand] = ['', undefined], ...rest] = Object.entries(entry);
  if (rest.length > 0 || !/^(Ref$|Fn::)/.test(name)) refuse(where, 'should be a text or a function of CloudFormation');
  return name === 'Ref' ? tables.get(String(operand)) : undefined;
}

function readEvents(name: string, events: unknown[], tables: Map<string, string>) {
  const routes: Route[] = [];
  const streams: StreamTrigger[] = [];
  for (const [index, event] of events.entries()) {
    const where = `functions.${name}.events[${index}]`;
    const [[kind, value] = ['', undefined], ...rest] = Object.entries(fieldsOf(event, where));
    if (rest.length > 0) refuse(where, 'should have one key, the kind of event');
    if (kind === 'httpApi') routes.push(readRoute(name, value, `${where}.httpApi`));
    else if (kind === 'stream') streams.push(readStream(name, value, tables, `${where}.stream`));
    else refuse(where, `is of the kind '${kind}', which the local run does not imitate`);
  }
  return { routes, streams };
}
