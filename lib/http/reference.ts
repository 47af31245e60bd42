import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A file of the reference as it lies in the package: packed, for nearly everybody takes it so. */
export interface ReferenceFile {
  /** Names in lower case; `etag` among them. */
  headers: Record<string, string>;
  /** Base64. */
  gzip: string;
}

/** All that `bin/reference` makes of docs/openapi.json. */
export interface Reference {
  version: string;
  document: ReferenceFile;
  page: ReferenceFile;
}

/** The file, or that what the caller has is still the same (RFC 9110, section 13.1.2). */
export function fileReply(
  { headers, gzip }: ReferenceFile,
  event: Pick<APIGatewayProxyEventV2, 'headers'>,
): APIGatewayProxyStructuredResultV2 {
  const { 'accept-encoding': accepted = '', 'if-none-match': known = '' } = event.headers;
  const told = { ...headers, vary: 'accept-encoding' };
  if (isKnown(known, headers.etag ?? '')) return { statusCode: 304, headers: told };
  if (takesGzip(accepted)) {
    return { statusCode: 200, headers: { ...told, 'content-encoding': 'gzip' }, body: gzip, isBase64Encoded: true };
  }
  return { statusCode: 200, headers: told, body: gunzipSync(Buffer.from(gzip, 'base64')).toString('utf8') };
}

function isKnown(header: string, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}

/** `gzip` among the codings, and not with the weight 0. */
function takesGzip(accepted: string): boolean {
  return accepted.split(',').some((coding) => {
    const [name = '', ...parameters] = coding.toLowerCase().split(';');
    return name.trim() === 'gzip' && !parameters.some((each) => /^\s*q=0(\.0*)?\s*$/.test(each));
  });
}
