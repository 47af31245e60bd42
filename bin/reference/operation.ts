import { type Html, html } from '../report/html.ts';
import { type Content, type OpenApi, type Operation, type Response, resolved } from './openapi.ts';
import { inline, prose } from './prose.ts';
import { detail, fieldOf, partsOf, typeText } from './schema.ts';

const PROBLEM = 'application/problem+json';
const PLACES: Record<string, string> = { path: 'In the path', query: 'In the query', header: 'Headers' };

/** One operation: how it is called, what goes in, what comes out. */
export function operationOf(
  api: OpenApi,
  route: readonly [method: string, path: string],
  operation: Operation,
  all: ReadonlySet<string>,
): Html {
  const { operationId, summary, description, requestBody } = operation;
  return html`<article id="${operationId}">
<h3>${summary} <a class="anchor" href="#${operationId}" aria-label="Link to ${operationId}">#</a></h3>
<p class="route">${routeOf(...route)}<span class="id">${operationId}</span></p>
${prose(description, all)}
${parametersOf(api, operation)}${requestBody && html`<h4>Body${requestBody.required ? '' : ' (may be left out)'}</h4>${contentOf(requestBody.content)}`}
${answersOf(api, operation)}</article>
`;
}

export function routeOf(method: string, path: string): Html {
  return html`<span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code>`;
}

function parametersOf(api: OpenApi, { parameters = [] }: Operation): Html {
  const known = parameters.map((parameter) => resolved(api, parameter));
  const places = Object.entries(PLACES).map(([place, title]) => ({
    title,
    found: known.filter((parameter) => parameter.in === place),
  }));
  return html`${places
    .filter(({ found }) => found.length > 0)
    .map(
      ({ title, found }) =>
        html`<h4>${title}</h4><dl class="fields">${found.map(({ name, schema, description, required }) =>
          fieldOf(name, description === undefined ? schema : { ...schema, description }, required === true),
        )}</dl>\n`,
    )}`;
}

function answersOf(api: OpenApi, { responses }: Operation): Html {
  const all = Object.entries(responses).map(([status, response]) => [status, resolved(api, response)] as const);
  const isProblem = ([, { content }]: (typeof all)[number]) => content !== undefined && PROBLEM in content;
  const problems = all.filter(isProblem);
  return html`<h4>Answers</h4><dl class="answers">${all.filter((answer) => !isProblem(answer)).map(answerOf)}</dl>
${problems.length > 0 ? html`<details><summary>Problems</summary><dl class="answers">${problems.map(problemOf)}</dl></details>\n` : ''}`;
}

function answerOf([status, { description, headers, content }]: readonly [string, Response]): Html {
  const names = Object.keys(headers ?? {});
  return html`<div><dt>${status}</dt><dd><p>${inline(description)}${names.length > 0 ? html` <span class="limits">with ${names.map((name) => html`<code>${name}</code> `)}</span>` : ''}</p>${content && contentOf(content)}</dd></div>`;
}

function problemOf([status, { description }]: readonly [string, Response]): Html {
  return html`<div><dt>${status}</dt><dd>${prose(description)}</dd></div>`;
}

function contentOf(content: Content): Html {
  return html`${Object.entries(content).map(([mediaType, { schema, example, examples = {} }]) => {
    const shown = example === undefined ? Object.values(examples) : [{ value: example }];
    const type = html`<p class="limits"><code>${mediaType}</code>: <span class="type">${typeText(schema)}</span></p>`;
    return html`${type}${schema.$ref === undefined ? (partsOf(schema) ?? detail(schema)) : ''}${shown.map(exampleOf)}`;
  })}`;
}

function exampleOf({ summary, value }: { summary?: string; value: unknown }): Html {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<figure><figcaption>${summary ?? 'Example'}</figcaption><pre><code>${text}</code></pre></figure>`;
}
