/** As much of it as web/src/card/sha256.ts stands in for. */
declare module 'node:crypto' {
  export { createHash } from './sha256.ts';
}
