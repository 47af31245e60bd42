import { sealed, unsealed } from '../dense/seal.ts';
import { column, type Reader, table, written, writtenText } from '../dense/symbols.ts';
import type { StoredCauses, StoredReason, StoredScore } from '../schemas/stored.ts';
import { longHash, shortHash } from './card-hash.ts';
import { detailFromJson, isJsonDetail } from './detail-json.ts';

/** What of a score is stored as one text: all that is no guard and no headline. */
export type Detail = Pick<
  StoredScore,
  'engine' | 'card' | 'dimensions' | 'coverage' | 'points' | 'reasons' | 'previous' | 'causes'
>;

/** The format version that is written. */
const VERSION = '2';

/** In the order of their numbers, which are stored. */
const KINDS: readonly StoredReason['kind'][] = ['value', 'missing', 'unverified', 'contradicted', 'stale'];

/**
 * Format version, checksum, engine, card, dimensions, coverage, points, reasons, the score before and the causes. See
 * docs/decisions/0018-dense-scores.md.
 */
export function packDetail({ engine, card, dimensions, coverage, points, reasons, previous, causes }: Detail): string {
  const body = [
    writtenText(engine),
    writtenText(card.id),
    writtenText(card.version),
    writtenText(shortHash(card.hash)),
    written(dimensions.length),
    column(dimensions),
    written(coverage),
    written(points.length),
    table(points),
    written(reasons.length),
    ...reasons.map(
      ({ index, code, kind, points: lost }) =>
        written(index) + written(KINDS.indexOf(kind)) + written(lost) + writtenText(code),
    ),
    previous === undefined
      ? written(false)
      : written(true) + written(previous.score ?? null) + written(previous.band ?? null),
    causes === undefined ? written(false) : written(true) + table([causes.ageing, causes.data, causes.scorecard]),
  ];
  return sealed(VERSION, body.join(''));
}

/** Throws a RangeError for a format that it does not know and for damaged text, a SyntaxError for damaged JSON. */
export function unpackDetail(packed: string): Detail {
  if (isJsonDetail(packed)) return detailFromJson(packed);
  if (packed[0] !== VERSION) throw new RangeError(`a score has the unknown format version ${packed[0] ?? '(empty)'}`);
  const reader = unsealed(packed);
  if (reader === undefined) throw new RangeError('a score is damaged');
  return {
    engine: reader.textOf(),
    card: { id: reader.textOf(), version: reader.textOf(), hash: longHash(reader.textOf()) },
    dimensions: reader.column<number>(reader.number()),
    coverage: reader.number(),
    points: reader.table(reader.number()),
    reasons: readReasons(reader),
    previous: readPrevious(reader),
    causes: readCauses(reader),
  };
}

function readReasons(reader: Reader): StoredReason[] {
  const reasons: StoredReason[] = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    const index = reader.number();
    const kind = KINDS[reader.number()] as StoredReason['kind'];
    reasons.push({ index, kind, points: reader.number(), code: reader.textOf() });
  }
  return reasons;
}

function readPrevious(reader: Reader): StoredScore['previous'] {
  if (reader.value() !== true) return undefined;
  const score = (reader.value() as number | null) ?? undefined;
  return { score, band: (reader.value() as string | null) ?? undefined };
}

function readCauses(reader: Reader): StoredCauses | undefined {
  if (reader.value() !== true) return undefined;
  const [ageing, data, scorecard] = reader.table(3) as [number, number, number];
  return { ageing, data, scorecard };
}
