/**
 * SHA-256 (FIPS 180-4) in the form in which lib/scorecards asks `node:crypto` for it; the bundle has it in that place.
 * The browser's own is asynchronous, and the loader is not.
 */
export function createHash(_name: 'sha256') {
  const parts: string[] = [];
  const hash = {
    update(text: string) {
      parts.push(text);
      return hash;
    },
    digest: (_encoding: 'hex') => sha256(new TextEncoder().encode(parts.join(''))),
  };
  return hash;
}

const PRIMES = primes(64);
/** The first 32 bits of the fractional parts of square and cube roots of primes (sections 4.2.2 and 5.3.3). */
const START = PRIMES.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const ROUNDS = Uint32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));

function sha256(bytes: Uint8Array): string {
  const padded = new Uint8Array((bytes.length + 72) & ~63);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Uint32Array.from(START);
  const words = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      words[i] = words[i - 16]! + small(words[i - 15]!, 7, 18, 3) + words[i - 7]! + small(words[i - 2]!, 17, 19, 10);
    }
    compress(state, words);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i += 1) {
    const first = h + big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + ROUNDS[i]! + words[i]!;
    const second = big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i]! += word;
}

const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by));
const big = (x: number, i: number, j: number, k: number) => turn(x, i) ^ turn(x, j) ^ turn(x, k);
const small = (x: number, i: number, j: number, k: number) => turn(x, i) ^ turn(x, j) ^ (x >>> k);

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}
