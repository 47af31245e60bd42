import { type Html, html } from '../report/html.ts';

/** Paragraphs and lists of the catalogue's texts, which are Markdown with code and nothing else. */
export function prose(text: string | undefined, operations: ReadonlySet<string> = new Set()): Html {
  const parts = (text ?? '').split('\n\n').filter((part) => part !== '');
  return html`${parts.map((part) => block(part, operations))}`;
}

function block(part: string, operations: ReadonlySet<string>): Html {
  const lines = part.split('\n');
  if (!lines.every((line) => line.startsWith('- '))) return html`<p>${inline(part, operations)}</p>`;
  return html`<ul class="bullets">${lines.map((line) => html`<li>${inline(line.slice(2), operations)}</li>`)}</ul>`;
}

/** Code in backticks; what names an operation leads there. */
export function inline(text: string, operations: ReadonlySet<string> = new Set()): Html {
  const parts = text.split('`');
  if (parts.length % 2 === 0) throw new Error(`A backtick is left open: ${text}`);
  return html`${parts.map((part, at) => {
    if (at % 2 === 0) return part;
    return operations.has(part) ? html`<a href="#${part}"><code>${part}</code></a>` : html`<code>${part}</code>`;
  })}`;
}
