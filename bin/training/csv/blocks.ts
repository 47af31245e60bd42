import { isAscii, isUtf8 } from 'node:buffer';
import { Problem } from '../../../local/problem.ts';

/** A stretch of a file that begins and ends with whole records. */
export interface Block {
  text: string;
  /** Where in the file it ends, in bytes. */
  end: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** A quote that is never closed would otherwise take the rest of the file for one cell. */
const MOST_RECORD_BYTES = 1_000_000;

/** Cuts a stream of bytes between records, in memory that one record bounds. Throws a Problem for what is not UTF-8. */
export async function* blocksOf(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Block> {
  let rest: Buffer = Buffer.alloc(0);
  let end = 0;
  let first = true;
  for await (const chunk of chunks) {
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (first && data.length >= BYTE_ORDER_MARK.length) {
      if (data.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
        data = data.subarray(3);
        end = 3;
      }
      first = false;
    }
    const cut = cutOf(data);
    if (cut === 0 && data.length > MOST_RECORD_BYTES) throw tooLong(name, data.includes(QUOTE));
    if (cut > 0) {
      end += cut;
      yield { text: decoded(data.subarray(0, cut), name), end };
    }
    rest = data.subarray(cut);
  }
  if (rest.length > 0) yield { text: decoded(rest, name), end: end + rest.length };
}

/**
 * The end of the last whole record, 0 when there is none: the last line end that is not between quotes. Quotes within
 * quotes are doubled (RFC 4180), so an odd number of them means that the end of the data lies between quotes.
 */
function cutOf(data: Buffer): number {
  let quoted = isOdd(data);
  for (let end = data.length; end > 0; quoted = !quoted) {
    const from = data.lastIndexOf(QUOTE, end - 1) + 1;
    const found = quoted ? -1 : lineEnd(data.subarray(from, end));
    if (found >= 0) return from + found + 1;
    end = from - 1;
  }
  return 0;
}

/** Files with carriage returns only are old, but they exist. */
function lineEnd(part: Buffer): number {
  const feed = part.lastIndexOf(LINE_FEED);
  return feed >= 0 ? feed : part.lastIndexOf(CARRIAGE_RETURN);
}

function isOdd(data: Buffer): boolean {
  let odd = false;
  for (let at = data.indexOf(QUOTE); at >= 0; at = data.indexOf(QUOTE, at + 1)) odd = !odd;
  return odd;
}

/** Checked, so that no name or category silently becomes another. */
function decoded(bytes: Buffer, name: string): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new Problem(`${name} is not in UTF-8`, 'save it as CSV UTF-8');
}

function tooLong(name: string, quoted: boolean): Problem {
  return quoted
    ? new Problem(`${name} has a quote that is not closed within 1 MB`, 'mend it')
    : new Problem(`${name} has a line of more than 1 MB`, 'is it a CSV file?');
}
