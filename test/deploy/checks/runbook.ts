import { readFileSync } from 'node:fs';

/** The anchors of the runbook's sections. */
export function runbookSections(): string[] {
  const page = readFileSync('docs/runbook.md', 'utf8');
  return [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
