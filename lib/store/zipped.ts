import { gunzipSync, gzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A document as it lies in an attribute, and back. */
export function zipped(document: unknown): AttributeValue {
  return { B: gzipSync(JSON.stringify(document ?? null)) };
}

export function unzipped(value: AttributeValue | undefined): object {
  return JSON.parse(gunzipSync(value?.B ?? new Uint8Array()).toString('utf8')) as object;
}
