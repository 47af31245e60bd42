import { type Html, html, type Piece } from './html.ts';

/** Of a name, and of a sentence with names in it. */
const [LONGEST, SENTENCE] = [120, 2000];
// What moves, hides or turns round the text near it. Joiners stay: Persian and Indic scripts are written with them.
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text of the data as it may be shown: what cannot be seen is named, and what is too long is cut, with its length. */
export function shown(text: string, most = LONGEST): string {
  const cut = text.length > most ? `${text.slice(0, most)}… (${count(text.length)} characters)` : text;
  return cut
    .toWellFormed()
    .replaceAll(UNSEEN, (mark) => `[U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1');
}

/** A text of the data among our own words: it may run from right to left, and nothing around it follows. */
export function said(text: string): Html {
  return html`<bdi>${shown(text)}</bdi>`;
}

/** One after the other, with commas. */
export function list(pieces: readonly Piece[]): Html {
  return html`${pieces.map((piece, i) => (i === 0 ? piece : html`, ${piece}`))}`;
}

/** The same for a whole sentence. */
export function told(text: string): Html {
  return html`<bdi>${shown(text, SENTENCE)}</bdi>`;
}

export function count(n: number): string {
  return (Math.round(10 * n) / 10).toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** A figure, with a minus that is as wide as a digit; – for what cannot be said. */
export function fixed(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

export function percent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined || Number.isNaN(share) ? '–' : `${fixed(100 * share, digits)} %`;
}

export function range({ low, high }: { low: number; high: number }, digits: number): string {
  return `${fixed(low, digits)} to ${fixed(high, digits)}`;
}

export function percents({ low, high }: { low: number; high: number }): string {
  return `${fixed(100 * low, 1)} to ${percent(high)}`;
}

export function pValue(p: number | null): string {
  return p !== null && p < 0.001 ? '< 0.001' : fixed(p, 3);
}

/** Numbers of the data, such as cuts: all their digits, and no longer than that. */
export function plain(value: number): string {
  return (Math.abs(value) >= 1e15 ? value.toExponential() : String(value)).replace('-', '−');
}
