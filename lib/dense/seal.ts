import { BASE, fixed, Reader } from './symbols.ts';

const WIDTH = 4;

/** A text under its format version, one letter, and a checksum. */
export function sealed(version: string, body: string): string {
  return version + fixed(checksum(body, 0), WIDTH) + body;
}

/** A reader of the body; undefined unless it is as it was sealed: of chance damage one in 68 million goes unseen. */
export function unsealed(text: string): Reader | undefined {
  const reader = new Reader(text, 1);
  const isWhole = text.length >= 1 + WIDTH && reader.fixed(WIDTH) === checksum(text, 1 + WIDTH);
  return isWhole ? reader : undefined;
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
