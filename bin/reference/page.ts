import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Html, html, style } from '../report/html.ts';
import type { OpenApi, Operation } from './openapi.ts';
import { operationOf, routeOf } from './operation.ts';
import { prose } from './prose.ts';
import { detail, partsOf, typeText } from './schema.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const STYLES = '../../web/src/styles/';
const CSS = [`${STYLES}tokens.css`, `${STYLES}base.css`, 'reference.css'].map(read).join('\n');
const [ICON = ''] = /<link\s+rel="icon"\s+href="(data:[^"]+)"/.exec(read('../../web/index.html'))?.slice(1) ?? [];

/** Nothing runs and nothing is loaded: this very style applies, and the icon is in the page. */
export const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Routed {
  route: [method: string, path: string];
  operation: Operation;
}

/** The API's document as one page for people: no script, nothing beside it, and it prints. */
export function pageOf(api: OpenApi): string {
  const routed = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Routed => ({ route: [method, path], operation })),
  );
  const ids = new Set(routed.map(({ operation }) => operation.operationId));
  const of = (tag: string) => routed.filter(({ operation }) => operation.tags[0] === tag);
  const { title, version } = api.info;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} API ${version}</title>
<link rel="icon" href="${ICON}">
${style(CSS)}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><p class="title">${title} <span class="soft">API reference ${version}</span></p><a href="/openapi.json">openapi.json</a></header>
<div class="columns">
<nav aria-label="Operations"><details open><summary>Contents</summary>${contentsOf(api, of)}</details></nav>
<main id="content" tabindex="-1">
<h1>${api.info.summary}</h1>
${prose(api.info.description, ids)}
${accessOf(api)}
${api.tags.map(
  ({ name, description }) => html`<section id="${anchorOf(name)}"><h2>${name}</h2>${prose(description)}
${of(name).map(({ route, operation }) => operationOf(api, route, operation, ids))}</section>\n`,
)}${schemasOf(api)}</main>
</div>
</body>
</html>
`.text;
}

function contentsOf(api: OpenApi, of: (tag: string) => Routed[]): Html {
  return html`<ul>${api.tags.map(
    ({ name }) =>
      html`<li><a href="#${anchorOf(name)}">${name}</a><ul>${of(name).map(
        ({ route, operation }) => html`<li><a href="#${operation.operationId}">${routeOf(...route)}</a></li>`,
      )}</ul></li>`,
  )}<li><a href="#access">Access</a></li><li><a href="#schemas">Shapes</a></li></ul>`;
}

function accessOf({ components }: OpenApi): Html {
  return html`<section id="access"><h2>Access</h2>${Object.entries(components.securitySchemes).map(
    ([name, { description }]) => html`<article id="access-${name}"><h3>By ${name}</h3>${prose(description)}</article>`,
  )}</section>`;
}

function schemasOf({ components }: OpenApi): Html {
  return html`<section id="schemas"><h2>Shapes</h2>${Object.entries(components.schemas).map(
    ([name, schema]) =>
      html`<article id="schema-${name}"><h3>${name}</h3>${
        partsOf(schema) === undefined ? html`<p class="type">${typeText(schema)}</p>` : ''
      }${detail(schema)}</article>\n`,
  )}</section>`;
}

function anchorOf(tag: string): string {
  return `about-${tag.toLowerCase().replaceAll(/\W+/g, '-')}`;
}
