import type { Template } from '../../../bin/deploy/template.ts';

/** One thing done wrong in a template, and what has to be said of it. */
export type Mutation = readonly [
  what: string,
  spoil: (properties: (id: string) => Properties, template: Template) => void,
  said: RegExp,
];
// biome-ignore lint/suspicious/noExplicitAny: CloudFormation's shapes, to be spoilt.
export type Properties = any;

export function spoilt(template: Template, spoil: Mutation[1]): Template {
  const copy = structuredClone(template);
  spoil((id) => {
    const found = copy.Resources[id];
    if (found === undefined) throw new Error(`the template has no ${id}`);
    return found.Properties;
  }, copy);
  return copy;
}
