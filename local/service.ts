import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Problem } from './problem.ts';
import { fieldsOf, numberOf } from './service/checks.ts';
import { parseCloudFormationYaml } from './service/cloudformation-yaml.ts';
import { type LambdaFunction, readEnvironment, readFunction } from './service/functions.ts';
import { readTable, type Table } from './service/tables.ts';
import { resolveVariables, type Sources } from './service/variables.ts';

export type { Route, StreamTrigger } from './service/events.ts';
export type { LambdaFunction } from './service/functions.ts';
export type { Table } from './service/tables.ts';

export interface Service {
  name: string;
  region: string;
  functions: LambdaFunction[];
  tables: Table[];
  /** What every function is given; a function's own `environment` comes on top. */
  environment: Record<string, string>;
}

/** Reads serverless.yml as far as one machine can imitate it; throws a Problem for anything it does not understand. */
export function readService(file: string, choices: Pick<Sources, 'opt' | 'param'> = {}): Service {
  const self = fieldsOf(parseCloudFormationYaml(read(file), basename(file)), 'the file');
  const value = (section: unknown) => resolveVariables(section, { self, ...choices });
  const provider = fieldsOf(self.provider, 'provider');
  const { tables, names } = readTables(value(fieldsOf(self.resources ?? {}, 'resources').Resources ?? {}));
  const timeoutSeconds = numberOf(value(provider.timeout ?? 6), 'provider.timeout');
  return {
    name: String(value(self.service)),
    region: String(value(provider.region ?? 'us-east-1')),
    functions: Object.entries(fieldsOf(self.functions, 'functions')).map(([name, entry]) =>
      readFunction(name, value(entry), { tables: names, timeoutSeconds }),
    ),
    tables,
    environment: readEnvironment(value(provider.environment ?? {}), names, 'provider.environment'),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Problem(`${basename(file)} cannot be read`, 'run this from the root of the project');
  }
}

// Resources of other types mean nothing here until something refers to them, and then that reference is refused.
function readTables(resources: unknown) {
  const entries = Object.entries(fieldsOf(resources, 'resources.Resources')).filter(
    ([, resource]) => fieldsOf(resource, 'a resource').Type === 'AWS::DynamoDB::Table',
  );
  const tables = entries.map(([id, resource]) => readTable(id, resource));
  const names = new Map(entries.map(([id], index) => [id, tables[index]!.create.TableName]));
  return { tables, names };
}
