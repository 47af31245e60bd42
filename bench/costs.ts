import { writeFileSync } from 'node:fs';
import { readInputs } from './costs/inputs.ts';
import { costsPage } from './costs/page.ts';

// `npm run docs:costs`: writes docs/costs.md anew. test/bench/costs.test.ts fails while it is out of date.
const page = new URL('../docs/costs.md', import.meta.url);

if (import.meta.main) writeFileSync(page, costsPage(readInputs()));
