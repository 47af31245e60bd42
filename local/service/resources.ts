import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Problem } from '../problem.ts';
import { type Fields, fieldsOf, onlyKeys, refuse } from './checks.ts';
import { parseCloudFormationYaml } from './cloudformation-yaml.ts';
import { type Queue, readQueues } from './queues.ts';
import { readTable, type Table } from './tables.ts';

/** Parts of a template; of these only resources that are tables or queues mean something here. */
const SECTIONS = ['Resources', 'Outputs', 'Conditions', 'Parameters', 'extensions'];
const INCLUDE = /^\$\{file\(([\w./-]+\.ya?ml)\)\}$/;

/** By logical id. */
export interface Resources {
  tables: ReadonlyMap<string, Table>;
  queues: ReadonlyMap<string, Queue>;
}

const IMITATED = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue'] as const;

/** Reads `resources`: a template, or a list of templates and of files with one. `root` is where files are looked for. */
export function readResources(section: unknown, root: string, value: (section: unknown) => unknown): Resources {
  const parts = [section ?? {}].flat().map((part, index) => readPart(part, `resources[${index}]`, root));
  const entries = parts.flatMap(({ Resources = {} }) => Object.entries(fieldsOf(Resources, 'resources.Resources')));
  const imitated = new Map<string, Fields>();
  // Resources of other types mean nothing here until something refers to them, and then that reference is refused.
  for (const [id, resource] of entries) {
    const { Type, Condition } = fieldsOf(resource, `resources.Resources.${id}`);
    if (!IMITATED.some((type) => type === Type)) continue;
    if (Condition !== undefined)
      refuse(`resources.Resources.${id}.Condition`, 'is not understood for a table or queue');
    if (imitated.has(id)) refuse(`resources.Resources.${id}`, 'is there twice');
    imitated.set(id, fieldsOf(value(resource), `resources.Resources.${id}`));
  }
  refuseExtended(parts, imitated);
  const ofType = (type: (typeof IMITATED)[number]) => [...imitated].filter(([, { Type }]) => Type === type);
  return {
    tables: new Map(ofType('AWS::DynamoDB::Table').map(([id, resource]) => [id, readTable(id, resource)])),
    queues: readQueues(new Map(ofType('AWS::SQS::Queue'))),
  };
}

function readPart(part: unknown, where: string, root: string): Fields {
  const included = typeof part === 'string' ? INCLUDE.exec(part)?.[1] : undefined;
  if (typeof part === 'string' && included === undefined)
    refuse(where, 'should be a map, or include a file that ends in .yml');
  const fields = fieldsOf(included === undefined ? part : readYaml(join(root, included)), included ?? where);
  onlyKeys(fields, SECTIONS, included ?? where);
  return fields;
}

/** What a table or queue is, its own definition says: here an extension would be overlooked. */
function refuseExtended(parts: readonly Fields[], imitated: ReadonlyMap<string, Fields>): void {
  const extended = parts.flatMap(({ extensions = {} }) => Object.keys(fieldsOf(extensions, 'resources.extensions')));
  const found = extended.find((id) => imitated.has(id));
  if (found !== undefined)
    refuse(`resources.extensions.${found}`, 'extends a table or queue: say it in the resource itself');
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
