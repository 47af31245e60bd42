import { fieldsOf, refuse } from './checks.ts';

export interface Environment {
  values: Record<string, string>;
  /** Variables whose values only CloudFormation knows. */
  fromCloudFormation: string[];
}

/** `refs` is what a `!Ref` stands for here; what else only CloudFormation could answer is named, and has no value. */
export function readEnvironment(value: unknown, refs: ReadonlyMap<string, string>, where: string): Environment {
  const values: Record<string, string> = {};
  const fromCloudFormation: string[] = [];
  for (const [key, entry] of Object.entries(fieldsOf(value, where))) {
    const known = plainValue(entry, refs, `${where}.${key}`);
    if (known === undefined) fromCloudFormation.push(key);
    else values[key] = known;
  }
  return { values, fromCloudFormation };
}

function plainValue(entry: unknown, refs: ReadonlyMap<string, string>, where: string): string | undefined {
  if (typeof entry !== 'object' || entry === null) {
    const text = String(entry ?? '');
    return text.startsWith('{{resolve:') ? undefined : text;
  }
  const [[name, operand] = ['', undefined], ...rest] = Object.entries(entry);
  if (rest.length > 0 || !/^(Ref$|Fn::)/.test(name)) refuse(where, 'should be a text or a function of CloudFormation');
  return name === 'Ref' ? refs.get(String(operand)) : undefined;
}
