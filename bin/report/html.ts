/** Markup that is safe to write out. Only `html` makes it, and `html` escapes every text that it is given. */
class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type { Html };

export type Piece = Html | string | number | undefined | readonly Piece[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup with values in it: texts are escaped, for elements and quoted attributes alike; markup stays; undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(strings.reduce((text, part, i) => text + written(values[i - 1]) + part));
}

function written(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(written).join('');
  return piece === undefined ? '' : String(piece).replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}

/** Our own style sheet, which may not be escaped; never a text of the data. */
export function style(css: string): Html {
  return new Html(`<style>${css}</style>`);
}
