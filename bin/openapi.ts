import { writeFileSync } from 'node:fs';
import { OPENAPI_FILE, openApiDocument } from './openapi/document.ts';
import { recordExamples } from './openapi/record-examples.ts';

// `npm run docs:openapi`: docs/openapi.json out of the catalogue in lib/schemas/api. With `--examples` they are sent to a
// service first, and what it answers is shown from then on.
if (process.argv.includes('--examples')) await recordExamples();
writeFileSync(OPENAPI_FILE, openApiDocument());
console.log('wrote docs/openapi.json');
