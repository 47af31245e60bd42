import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { TahiniError } from '../errors.ts';
import { shaped } from './request.ts';

/** The bytes as they were sent. Throws `body-too-large` before anything else is done with them. */
export function rawBodyOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2, mostBytes: number): Uint8Array {
  const raw = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (raw.length <= mostBytes) return raw;
  throw new TahiniError('body-too-large', `A body may have ${Math.floor(mostBytes / 1024 / 1024)} MB.`);
}

/** JSON of this shape, in UTF-8 without an error. */
export function shapedBody<T>(raw: Uint8Array, schema: z.ZodType<T>): T {
  return shaped(textOf(raw), schema);
}

function textOf(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw new TahiniError('malformed-json', 'The body is not UTF-8.');
  }
}
