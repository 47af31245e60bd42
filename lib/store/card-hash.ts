/** A hash takes 43 bytes in base64url, and 64 in hex. */
export function shortHash(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

/** Nearly every score that is read is of one card. */
let last = { short: '', hex: '' };

/** The inverse of `shortHash`. */
export function longHash(short: string): string {
  if (short !== last.short) last = { short, hex: Buffer.from(short, 'base64url').toString('hex') };
  return last.hex;
}
