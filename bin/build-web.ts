import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSite } from './web/site.ts';

const OUT = fileURLToPath(new URL('../build/web/', import.meta.url));

// `npm run build:web`: the console as static files, for whatever serves them beside the API.
const started = performance.now();
const site = await buildSite();
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const { name, contents } of site) {
  writeFileSync(`${OUT}${name}`, contents);
  console.log(`build/web/${name}  ${(gzipSync(contents).length / 1000).toFixed(1)} KB gzipped`);
}
console.log(`built in ${Math.round(performance.now() - started)} ms`);
