import { writeFileSync } from 'node:fs';
import { OPENAPI_FILE, openApiDocument } from './openapi/document.ts';

// `npm run docs:openapi`: docs/openapi.json out of the catalogue in lib/schemas/api.
writeFileSync(OPENAPI_FILE, openApiDocument());
console.log('wrote docs/openapi.json');
