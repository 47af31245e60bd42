import type { StoredScore } from '../schemas/stored.ts';
import { longHash } from './card-hash.ts';
import type { Detail } from './detail.ts';

/** The former format, JSON, in which scores lie until they change and decision records until they expire. */
type JsonDetail = [
  engine: string,
  card: [id: string, version: string, hash: string],
  dimensions: readonly number[],
  coverage: number,
  points: readonly number[],
  reasons: [index: number, code: string, kind: StoredScore['reasons'][number]['kind'], points: number][],
  previous: [number | null, string | null] | 0,
  causes: [ageing: number, data: number, scorecard: number] | 0,
];

/** It had no version in front. */
export function isJsonDetail(packed: string): boolean {
  return packed[0] === '[';
}

/** Throws a SyntaxError for damaged text. */
export function detailFromJson(packed: string): Detail {
  const [engine, card, dimensions, coverage, points, reasons, previous, causes]: JsonDetail = JSON.parse(packed);
  return {
    engine,
    card: { id: card[0], version: card[1], hash: longHash(card[2]) },
    dimensions,
    coverage,
    points,
    reasons: reasons.map(([index, code, kind, points]) => ({ index, code, kind, points })),
    previous: previous === 0 ? undefined : { score: previous[0] ?? undefined, band: previous[1] ?? undefined },
    causes: causes === 0 ? undefined : { ageing: causes[0], data: causes[1], scorecard: causes[2] },
  };
}
