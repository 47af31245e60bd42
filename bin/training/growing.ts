/** A typed array that grows by half, so that a cell costs the same in a long column as in a short one. */
export class Growing<T extends Float64Array | Int32Array | Uint8Array> {
  #items: T;
  #length = 0;

  constructor(empty: T, expected = 1024) {
    this.#items = new (empty.constructor as new (length: number) => T)(Math.max(16, expected));
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#items[this.#length] = value;
    this.#length += 1;
  }

  /** What was pushed, without a copy when there is little to spare. */
  done(): T {
    const { length } = this.#items;
    return (
      length > this.#length * 1.25 ? this.#items.slice(0, this.#length) : this.#items.subarray(0, this.#length)
    ) as T;
  }

  #grow(): void {
    const larger = new (this.#items.constructor as new (length: number) => T)(Math.ceil(this.#items.length * 1.5));
    larger.set(this.#items);
    this.#items = larger;
  }
}
