import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import headers from '../../deploy/site-headers.json' with { type: 'json' };
import type { Reference, ReferenceFile } from '../../lib/http/reference.ts';
import { OPENAPI_FILE } from '../openapi/document.ts';
import type { OpenApi } from './openapi.ts';
import { POLICY, pageOf } from './page.ts';

const CLOSED = "default-src 'none'; frame-ancestors 'none'";

/** What is served of docs/openapi.json: the document as it is, and the page made of it. */
export function makeReference(): Reference {
  const text = readFileSync(OPENAPI_FILE, 'utf8');
  const api: OpenApi = JSON.parse(text);
  return {
    version: api.info.version,
    document: packed(text, 'application/json', CLOSED),
    page: packed(pageOf(api), 'text/html; charset=utf-8', POLICY),
  };
}

function packed(text: string, contentType: string, policy: string): ReferenceFile {
  const all = {
    ...headers,
    'Content-Security-Policy': policy,
    'Content-Type': contentType,
    // Asked for again each time, and mostly answered by 304: a deployment may change it at any moment.
    'Cache-Control': 'no-cache',
    // Weak, for the same tag goes with the packed and the plain bytes (RFC 9110, section 8.8.1).
    ETag: `W/"${createHash('sha256').update(text).update(policy).digest('base64url').slice(0, 22)}"`,
  };
  return {
    headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value])),
    gzip: gzipSync(text, { level: 9 }).toString('base64'),
  };
}
