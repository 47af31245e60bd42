import { type Html, html, type Piece } from './html.ts';

export interface Column {
  head: Piece;
  /** Numbers stand to the right, one digit under the other. */
  kind?: 'text' | 'number' | 'bar' | 'mark';
}

/** A table that can be read aloud: a caption, heads of columns, and each row's first cell as its head. */
export function table(caption: Piece, columns: readonly Column[], rows: readonly (readonly Piece[])[]): Html {
  const heads = columns.map(({ head, kind = 'text' }) => html`<th scope="col" class="${kind}">${head}</th>`);
  return html`<div class="wide"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, at) => cellOf(cell, at, columns[at]!))}</tr>\n`,
  )}</tbody></table></div>`;
}

function cellOf(cell: Piece, at: number, { kind = 'text' }: Column): Html {
  return at === 0 ? html`<th scope="row" class="${kind}">${cell}</th>` : html`<td class="${kind}">${cell}</td>`;
}

/** Names and what is said under them. */
export function pairs(rows: readonly (readonly [name: Piece, says: Piece])[]): Html {
  return html`<dl class="pairs">${rows.map(([name, says]) => html`<div><dt>${name}</dt><dd>${says}</dd></div>`)}</dl>`;
}

/** A bar of this share, 0-1, for a cell whose figure stands beside it. */
export function bar(share: number): Html {
  const width = Math.round(1000 * Math.min(1, Math.max(0, share))) / 10;
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="10"/></svg>`;
}
