import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../../docs/scale.md', import.meta.url);

/** What stands in docs/scale.md between `<!-- name -->` and `<!-- /name -->`. */
export function readSection(name: string): string {
  return split(name).section;
}

/** Puts something else there. */
export function writeSection(name: string, text: string): void {
  const { before, after } = split(name);
  writeFileSync(PAGE, `${before}${begin(name)}\n${text}\n${end(name)}${after}`);
}

function split(name: string) {
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest] = page.split(begin(name));
  const [section, after] = rest?.split(end(name)) ?? [];
  if (section === undefined || after === undefined) {
    throw new Error(`docs/scale.md lacks its lines ${begin(name)} and ${end(name)}`);
  }
  return { before, section: section.trim(), after };
}

const begin = (name: string) => `<!-- ${name} -->`;
const end = (name: string) => `<!-- /${name} -->`;
