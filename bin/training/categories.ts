import type { CategoryColumn } from '../../lib/learning/frame.ts';

/** Codes in order of appearance become codes in code point order, so that the order of the rows leaves no trace. */
export function categoryFromCodes(name: string, codes: Int32Array, texts: readonly string[]): CategoryColumn {
  const used = new Set(codes);
  const labels = texts.filter((_, code) => used.has(code)).sort((a, b) => (a < b ? -1 : 1));
  const places = new Map(labels.map((label, place) => [label, place]));
  const placeOf = Int32Array.from(texts, (text) => places.get(text) ?? -1);
  return { name, kind: 'category', codes: codes.map((code) => (code < 0 ? -1 : placeOf[code]!)), labels };
}
