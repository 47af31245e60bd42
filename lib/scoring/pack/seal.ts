import { BASE, fixed, Reader } from './symbols.ts';

const WIDTH = 4;

/** The format version that is written. */
const VERSION = '2';

/** Evidence under its version and a checksum. */
export function sealed(body: string): string {
  return VERSION + fixed(checksum(body, 0), WIDTH) + body;
}

/**
 * A reader of the body. Throws a RangeError for an unknown version, and a SyntaxError unless the text is as it was
 * sealed: of chance damage one in 68 million goes unseen.
 */
export function unsealed(text: string): Reader {
  if (text[0] !== VERSION) throw new RangeError(`evidence has the unknown format version ${text[0] ?? '(empty)'}`);
  const reader = new Reader(text, 1);
  if (text.length < 1 + WIDTH || reader.fixed(WIDTH) !== checksum(text, 1 + WIDTH))
    throw new SyntaxError('evidence is damaged');
  return reader;
}

/** Sum and sum of sums (J. Fletcher, 'An arithmetic checksum for serial transmissions', 1982), in 32 bits. */
function checksum(text: string, from: number): number {
  let sum = 1;
  let sums = 0;
  for (let i = from; i < text.length; i += 1) {
    sum = (sum + text.charCodeAt(i)) | 0;
    sums = (sums + sum) | 0;
  }
  return ((Math.imul(sums, 0x9e3779b1) ^ sum) >>> 0) % BASE ** WIDTH;
}
