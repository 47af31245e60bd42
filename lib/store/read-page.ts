import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { StoreError } from '../errors.ts';

export type Item = Record<string, AttributeValue>;
export type Key = Record<string, { S: string }>;

/**
 * Some items of the answer to a scan, and what else of it came along, as DynamoDB's JSON has it: texts and numbers are
 * where the SDK puts them, binaries are base64.
 */
export interface Piece {
  Items?: Item[];
  LastEvaluatedKey?: Key;
  ConsumedCapacity?: { CapacityUnits?: number };
}

/** What lies between two items; within an item it can only be where a cut leaves a text or a bracket open. */
const BETWEEN = Buffer.from('}},{"');
/** Some twenty persons: what is made of them is dropped before the garbage collector comes by. */
const PIECE_BYTES = 32_768;

const OPENING = Buffer.from('{"Items":[');
const CLOSING = Buffer.from(']}');
/** What a closing is written over, and put back. */
const CUT = Buffer.from(',{');

/**
 * JSON.parse of a page, some items at a time, so that they are gone before they are old. A cut in the wrong place does
 * not parse; then the piece goes on to the next place. The page is used up: a piece gets its brackets by writing them over
 * what lies beside it, so that no text is copied. Throws a StoreError for what is no JSON.
 */
export function* readPage(body: Buffer, pieceBytes = PIECE_BYTES): Generator<Piece> {
  let from = 0;
  while (from < body.length) {
    const { piece, end } = readPiece(body, from, from + pieceBytes);
    yield piece;
    if (end === body.length) return;
    from = end - OPENING.length;
    OPENING.copy(body, from);
  }
}

function readPiece(body: Buffer, from: number, least: number): { piece: Piece; end: number } {
  for (let at = least; ; at += 1) {
    at = at < body.length ? body.indexOf(BETWEEN, at) : -1;
    const isLast = at < 0;
    try {
      const json = isLast ? body.toString('utf8', from) : closedAt(body, from, at + 2);
      return { piece: JSON.parse(json), end: isLast ? body.length : at + 3 };
    } catch (error) {
      if (isLast) throw new StoreError(error);
    }
  }
}

function closedAt(body: Buffer, from: number, cut: number): string {
  CLOSING.copy(body, cut);
  const json = body.toString('utf8', from, cut + CLOSING.length);
  CUT.copy(body, cut);
  return json;
}

/**
 * Where the next page begins, if that stands behind the items, as DynamoDB answers: so that it can be asked for before
 * these are read. Undefined says nothing: `readPage` comes upon it in any case.
 */
export function nextOf(body: Buffer): Key | undefined {
  for (let at = body.length; at >= 0; ) {
    at = at > 0 ? body.lastIndexOf(BETWEEN, at - 1) : -1;
    const json = at < 0 ? body.toString('utf8') : `{"Items":[${body.toString('utf8', at + 3)}`;
    try {
      return (JSON.parse(json) as Piece).LastEvaluatedKey;
    } catch {
      // A cut within an item: the one before.
    }
  }
  return undefined;
}
