import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Problem } from '../problem.ts';
import { type Fields, fieldsOf, onlyKeys, refuse } from './checks.ts';
import { parseCloudFormationYaml } from './cloudformation-yaml.ts';
import { readTable, type Table } from './tables.ts';

/** Parts of a template; of these only resources that are tables mean something here. */
const SECTIONS = ['Resources', 'Outputs', 'Conditions', 'Parameters', 'extensions'];
const INCLUDE = /^\$\{file\(([\w./-]+\.ya?ml)\)\}$/;

export interface Resources {
  tables: Table[];
  /** Table names by logical id. */
  names: Map<string, string>;
}

/** Reads `resources`: a template, or a list of templates and of files with one. `root` is where files are looked for. */
export function readResources(section: unknown, root: string, value: (section: unknown) => unknown): Resources {
  const parts = [section ?? {}].flat().map((part, index) => readPart(part, `resources[${index}]`, root));
  const entries = parts.flatMap(({ Resources = {} }) => Object.entries(fieldsOf(Resources, 'resources.Resources')));
  const tables = new Map<string, Table>();
  // Resources of other types mean nothing here until something refers to them, and then that reference is refused.
  for (const [id, resource] of entries) {
    const { Type, Condition } = fieldsOf(resource, `resources.Resources.${id}`);
    if (Type !== 'AWS::DynamoDB::Table') continue;
    if (Condition !== undefined) refuse(`resources.Resources.${id}.Condition`, 'is not understood for a table');
    if (tables.has(id)) refuse(`resources.Resources.${id}`, 'is there twice');
    tables.set(id, readTable(id, value(resource)));
  }
  refuseExtended(parts, tables);
  const names = new Map([...tables].map(([id, table]) => [id, table.create.TableName]));
  return { tables: [...tables.values()], names };
}

function readPart(part: unknown, where: string, root: string): Fields {
  const included = typeof part === 'string' ? INCLUDE.exec(part)?.[1] : undefined;
  if (typeof part === 'string' && included === undefined)
    refuse(where, 'should be a map, or include a file that ends in .yml');
  const fields = fieldsOf(included === undefined ? part : readYaml(join(root, included)), included ?? where);
  onlyKeys(fields, SECTIONS, included ?? where);
  return fields;
}

/** What a table is, its own definition says: here an extension would be overlooked. */
function refuseExtended(parts: readonly Fields[], tables: ReadonlyMap<string, Table>): void {
  const extended = parts.flatMap(({ extensions = {} }) => Object.keys(fieldsOf(extensions, 'resources.extensions')));
  const table = extended.find((id) => tables.has(id));
  if (table !== undefined) refuse(`resources.extensions.${table}`, 'extends a table: say it in the table itself');
}

/** A YAML file with CloudFormation's tags. */
export function readYaml(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Problem(`${basename(file)} cannot be read`, 'run this from the root of the project');
  }
  return parseCloudFormationYaml(text, basename(file));
}
