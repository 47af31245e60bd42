/** A text from a file, or from whatever answers, so that no terminal obeys it and no letters run backwards. Lines stay. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '?');
}
