/** A kept document, wherever it lies. */
export interface Kept {
  /** Of a file, an object or an item; nothing in it is personal. */
  name: string;
  text: string;
  /** Why it has no text. */
  trouble?: string;
  /** False when it has been replaced since it was read: the function has set the same record aside again. */
  remove(): Promise<boolean>;
}

/** Twice what Lambda can put there: six megabytes, quoted as a text in a text. */
export const MOST_BYTES = 64 * 1024 * 1024;

export const TOO_LARGE = { text: '', trouble: 'it is larger than any document of failed records' };
