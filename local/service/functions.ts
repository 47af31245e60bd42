import { fieldsOf, listOf, numberOf, onlyKeys, refuse, textOf } from './checks.ts';
import { type Route, readRoute, readStream, type StreamTrigger } from './events.ts';

export interface LambdaFunction {
  name: string;
  /** `build/upsert-profile.handler`: the file without its ending, and its export. */
  handler: string;
  timeoutSeconds: number;
  environment: Record<string, string>;
  routes: Route[];
  streams: StreamTrigger[];
}

const KEYS = ['handler', 'timeout', 'environment', 'events'];
// They say how AWS packages, sizes and permits a function, and change nothing in what it does here.
const ON_AWS_ONLY = [
  'architecture',
  'description',
  'ephemeralStorageSize',
  'iamRoleStatements',
  'iamRoleStatementsInherit',
  'iamRoleStatementsName',
  'logRetentionInDays',
  'memorySize',
  'name',
  'package',
  'provisionedConcurrency',
  'reservedConcurrency',
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
  const { routes, streams } = readEvents(name, listOf(fields.events ?? [], `${where}.events`), around.tables);
  return {
    name,
    handler,
    timeoutSeconds: numberOf(fields.timeout ?? around.timeoutSeconds, `${where}.timeout`),
    environment: readEnvironment(fields.environment ?? {}, around.tables, `${where}.environment`),
    routes,
    streams,
  };
}

/** A `!Ref` of a table is its name; anything else that only CloudFormation could answer is refused. */
export function readEnvironment(value: unknown, tables: Map<string, string>, where: string): Record<string, string> {
  const entries = Object.entries(fieldsOf(value, where)).map(([key, entry]) => {
    if (typeof entry !== 'object' || entry === null) return [key, String(entry ?? '')];
    const name = tables.get(String((entry as { Ref?: unknown }).Ref));
    if (name === undefined) refuse(`${where}.${key}`, 'should be a plain value or a !Ref of a table of this file');
    return [key, name];
  });
  return Object.fromEntries(entries);
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
