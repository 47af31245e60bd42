/** The JSON of a file that somebody wrote: some editors put a byte order mark before it. Throws a SyntaxError. */
export function parseFile(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, ''));
}
