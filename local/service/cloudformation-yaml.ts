import { type CollectionTag, Pair, parseDocument, Scalar, type ScalarTag, type Tags, YAMLMap } from 'yaml';
import { Problem } from '../problem.ts';

const FUNCTIONS = [
  'Ref',
  'GetAtt',
  'Sub',
  'Join',
  'Select',
  'Split',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'ImportValue',
];

/** Reads YAML with CloudFormation's short tags: `!GetAtt A.B` becomes `{ 'Fn::GetAtt': ['A', 'B'] }`. */
export function parseCloudFormationYaml(text: string, file: string): unknown {
  const document = parseDocument(text, { merge: true, customTags: FUNCTIONS.flatMap(tagsFor) });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault) throw new Problem(`${file}: ${fault.message.split('\n')[0]}`, 'correct the file and start again');
  // The limit is against files of strangers; ours says what alarms have in common once, and refers to it often.
  return document.toJS({ maxAliasCount: -1 });
}

function tagsFor(name: string): Tags {
  const key = name === 'Ref' ? 'Ref' : `Fn::${name}`;
  const scalar: ScalarTag = {
    tag: `!${name}`,
    resolve: (text) => ({ [key]: name === 'GetAtt' ? splitOnce(text) : text }),
  };
  const list: CollectionTag = { tag: `!${name}`, collection: 'seq', resolve: (node) => asMap(key, node) };
  return [scalar, list];
}

function asMap(key: string, node: unknown): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(key), node));
  return map;
}

function splitOnce(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
