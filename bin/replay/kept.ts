/** A kept document, wherever it lies. */
export interface Kept {
  /** Of a file, an object or an item; nothing in it is personal. */
  name: string;
  text: string;
  /** False when it has been replaced since it was read: the function has set the same record aside again. */
  remove(): Promise<boolean>;
}
