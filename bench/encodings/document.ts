import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Evidence, gather, type Observation, type Series } from '../../lib/scoring/evidence.ts';
import type { Dictionary, Value } from '../../lib/scoring/model.ts';

type Stated = readonly (Observation | Series)[];

/** Evidence as lists and maps of DynamoDB's own, the way a document client stores an object. */
export function toDocument({ dictionary, observations, series }: Evidence): AttributeValue {
  const facts = dictionary.names.flatMap((name, fact): [string, AttributeValue][] => {
    const all: Stated = [...(observations[fact] ?? []), ...(series[fact] ?? [])];
    return all.length === 0 ? [] : [[name, attributeOf(all)]];
  });
  return { M: Object.fromEntries(facts) };
}

function attributeOf(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attributeOf) };
  return { M: Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, attributeOf(each)])) };
}

/** Back to plain values, as a document client does, and from there to what is scored. */
export function fromDocument(document: AttributeValue, dictionary: Dictionary): Evidence {
  const facts = plain(document) as Record<string, (Observation | Series)[]>;
  const observations: (Observation[] | undefined)[] = new Array(dictionary.names.length).fill(undefined);
  const series: (Series[] | undefined)[] = new Array(dictionary.names.length).fill(undefined);
  for (const name of Object.keys(facts)) {
    const fact = dictionary.index.get(name) as number;
    if (dictionary.facts[fact]?.type === 'months') series[fact] = facts[name] as Series[];
    else observations[fact] = facts[name] as Observation[];
  }
  return gather(dictionary, observations, series);
}

type Plain = Value | null | readonly unknown[] | Record<string, unknown>;

function plain(value: AttributeValue): Plain {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(plain);
  if (value.M === undefined) return null;
  const out: Record<string, unknown> = {};
  for (const name of Object.keys(value.M)) out[name] = plain(value.M[name] as AttributeValue);
  return out;
}
