import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Evidence, Statements } from '../../lib/scoring/evidence.ts';
import type { Dictionary } from '../../lib/scoring/model.ts';
import { open } from '../../lib/scoring/pack/open.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import { fromDocument, toDocument } from './document.ts';
import { packAsBefore } from './former-format.ts';

/** A way to store a person's evidence in an attribute, and to read it from there. */
export interface Encoding {
  name: string;
  write(evidence: Evidence): AttributeValue;
  /** From the attribute as JSON.parse leaves it, where bytes are base64. */
  read(attribute: Wire, dictionary: Dictionary): Statements;
}

export type Wire = Omit<AttributeValue, 'B'> & { S?: string; B?: string };

const text = ({ S = '' }: Wire) => S;

export const DENSE = 'dense text, opened for scoring';

export const ENCODINGS: readonly Encoding[] = [
  { name: DENSE, write: (evidence) => ({ S: pack(evidence) }), read: (stored, of) => open(text(stored), of) },
  {
    name: 'dense text, into registers',
    write: (evidence) => ({ S: pack(evidence) }),
    read: (stored, of) => unpack(text(stored), of),
  },
  {
    name: 'JSON in a text',
    write: (evidence) => ({ S: packAsBefore(evidence) }),
    read: (stored, of) => unpack(text(stored), of),
  },
  {
    name: 'JSON, deflated',
    // A Buffer would go into JSON as a list of numbers.
    write: (evidence) => ({ B: new Uint8Array(deflateRawSync(packAsBefore(evidence))) }),
    read: ({ B = '' }, of) => unpack(inflateRawSync(Buffer.from(B, 'base64')).toString(), of),
  },
  { name: 'lists and maps', write: toDocument, read: (stored, of) => fromDocument(stored as AttributeValue, of) },
];

/** As DynamoDB sends it. */
export function wireOf(attribute: AttributeValue): string {
  return JSON.stringify(attribute, (_name, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}
