import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Html, html, style } from './html.ts';
import type { Section } from './input.ts';

const CSS = readFileSync(new URL('report.css', import.meta.url), 'utf8');
// Nothing may be loaded and nothing may run, whatever the page might be made to hold: only this very style applies.
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** One file that stands alone. */
export function page(title: string, head: Html, sections: readonly Section[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${style(CSS)}
</head>
<body>
<header>${head}</header>
<nav aria-label="Contents"><h2>Contents</h2><ol>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
<main>
${sections.map(sectionOf)}</main>
</body>
</html>
`.text;
}

function sectionOf({ id, title, body, newPage }: Section, at: number): Html {
  return html`<section id="${id}"${newPage ? html` class="new-page"` : ''}><h2><span class="ordinal">${at + 1}</span> ${title}</h2>${body}</section>\n`;
}
