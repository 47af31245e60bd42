import { dirname } from 'node:path';
import { REGION } from './engines/engine.ts';
import { fieldsOf, numberOf } from './service/checks.ts';
import { readEnvironment } from './service/environment-section.ts';
import { type LambdaFunction, readFunction } from './service/functions.ts';
import { type Queue, queueUrl } from './service/queues.ts';
import { type Resources, readResources, readYaml } from './service/resources.ts';
import type { Table } from './service/tables.ts';
import { resolveVariables, type Sources } from './service/variables.ts';

export type { Route, StreamTrigger } from './service/events.ts';
export type { LambdaFunction } from './service/functions.ts';
export type { QueueTrigger } from './service/queue-trigger.ts';
export type { Queue } from './service/queues.ts';
export type { ScheduleTrigger } from './service/schedules.ts';
export type { Table } from './service/tables.ts';

export interface Service {
  name: string;
  region: string;
  functions: LambdaFunction[];
  tables: Table[];
  queues: Queue[];
  /** What every function is given; a function's own `environment` comes on top. */
  environment: Record<string, string>;
  /** Variables whose values only CloudFormation knows, such as a secret: one machine has to find its own. */
  fromCloudFormation: string[];
}

type Choices = Pick<Sources, 'opt' | 'param'>;

/** The environment of one machine: a region of its own, whatever this shell is set to. */
const HERE = { AWS_REGION: REGION };

/** Reads serverless.yml as far as one machine can imitate it; throws a Problem for anything it does not understand. */
export function readService(file: string, choices: Choices = {}): Service {
  const self = fieldsOf(readYaml(file), 'the file');
  const value = (section: unknown) => resolveVariables(section, { self, env: HERE, ...choices });
  const provider = fieldsOf(self.provider, 'provider');
  const resources = readResources(self.resources, dirname(file), value);
  const refs = referenced(resources);
  const timeoutSeconds = numberOf(value(provider.timeout ?? 6), 'provider.timeout');
  const shared = readEnvironment(value(provider.environment ?? {}), refs, 'provider.environment');
  const functions = Object.entries(fieldsOf(self.functions, 'functions')).map(([name, entry]) =>
    readFunction(name, value(entry), { resources, refs, timeoutSeconds }),
  );
  const own = functions.flatMap(({ fromCloudFormation }) => fromCloudFormation);
  return {
    name: String(value(self.service)),
    region: String(value(provider.region ?? REGION)),
    functions,
    tables: [...resources.tables.values()],
    queues: [...resources.queues.values()],
    environment: shared.values,
    fromCloudFormation: [...new Set([...shared.fromCloudFormation, ...own])],
  };
}

/** What a `!Ref` stands for: the name of a table, the address of a queue. */
function referenced({ tables, queues }: Resources): Map<string, string> {
  return new Map([
    ...[...tables].map(([id, table]) => [id, table.create.TableName] as const),
    ...[...queues].map(([id, queue]) => [id, queueUrl(queue)] as const),
  ]);
}

/** The parameters under `params`, with the values that a stage gets: what is chosen, the stage's own, the default. */
export interface Params {
  values: Record<string, string>;
  /** Those that have a default; another one is a mistake. */
  known: string[];
}

export function readParams(file: string, choices: Choices & { opt: { stage: string } }): Params {
  const self = fieldsOf(readYaml(file), 'the file');
  const params = fieldsOf(self.params ?? {}, 'params');
  const known = Object.keys(fieldsOf(params.default ?? {}, 'params.default'));
  const own = Object.keys(fieldsOf(params[choices.opt.stage] ?? {}, `params.${choices.opt.stage}`));
  const names = new Set([...known, ...own, ...Object.keys(choices.param ?? {})]);
  const resolved = (name: string) => String(resolveVariables(`\${param:${name}}`, { self, env: HERE, ...choices }));
  return { known, values: Object.fromEntries([...names].map((name) => [name, resolved(name)])) };
}
