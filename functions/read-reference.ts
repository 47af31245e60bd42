import { readFileSync } from 'node:fs';
import { readConfig } from '../lib/config.ts';
import { json, openEndpoint } from '../lib/http/endpoint.ts';
import { fileReply, type Reference } from '../lib/http/reference.ts';
import { telemetry } from '../lib/http/telemetry.ts';

/** Beside the bundle in the package, from the sources where `npm run build` puts it. */
const BUILT = new URL('../build/reference.json', import.meta.url);

const config = readConfig();
let read: Reference | undefined;
const reference = () => {
  read ??= JSON.parse(readFileSync(BUILT, 'utf8')) as Reference;
  return read;
};

/** What the API is, for whoever asks: it knows nothing of anybody, and reaches no table. */
export const handler = openEndpoint(
  {
    'GET /openapi.json': async (event) => fileReply(reference().document, event),
    'GET /docs': async (event) => fileReply(reference().page, event),
    'GET /health': async () => json(200, { status: 'ok', version: reference().version }),
  },
  telemetry(config.telemetry),
);
