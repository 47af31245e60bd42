import { EventEmitter } from 'node:events';
import type { Level, Operation } from 'dynalite/db/index.js';
import type { Change } from '../engine.ts';

const SEQUENCE_KEY = '!sequence';
// AWS's sequence numbers are long decimal numbers; a fixed length lets them sort as text, too.
const FIRST_SEQUENCE = 10n ** 20n;

export type Unnumbered = (sequenceNumber: string) => Change;

interface Entry {
  operations: Operation[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Commits items and their changes together. One LevelDB batch is under way at a time, so changes become visible in the
 * order of their sequence numbers and a reader never runs past one that is still being written.
 */
export class Journal {
  readonly db: Level;
  readonly #committed = new EventEmitter().setMaxListeners(0);
  readonly #latest = new Map<string, string>();
  #sequence = FIRST_SEQUENCE;
  #waiting: Entry[] = [];
  #busy = false;

  constructor(db: Level) {
    this.db = db;
  }

  async open(): Promise<void> {
    await this.db.open();
    this.#sequence = BigInt(((await this.db.get(SEQUENCE_KEY)) as string | undefined) ?? FIRST_SEQUENCE);
  }

  /** Resolves when the operations are in the database, all or none, together with the change of that table. */
  append(operations: Operation[], tableName?: string, change?: Unnumbered): Promise<void> {
    const all = tableName === undefined || !change ? operations : [...operations, this.#record(tableName, change)];
    return new Promise((resolve, reject) => {
      this.#waiting.push({ operations: all, resolve, reject });
      if (!this.#busy) void this.#drain();
    });
  }

  /** The newest sequence number given out for a table since the start. */
  latest(tableName: string): string {
    return this.#latest.get(tableName) ?? '';
  }

  /** Calls back after each batch; returns what stops it. */
  onCommit(listener: () => void): () => void {
    this.#committed.on('commit', listener);
    return () => this.#committed.off('commit', listener);
  }

  #record(tableName: string, change: Unnumbered): Operation {
    this.#sequence += 1n;
    const sequenceNumber = String(this.#sequence);
    this.#latest.set(tableName, sequenceNumber);
    return { type: 'put', key: changeKey(tableName, sequenceNumber), value: change(sequenceNumber) };
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.splice(0);
      const sequence: Operation = { type: 'put', key: SEQUENCE_KEY, value: String(this.#sequence) };
      try {
        await this.db.batch([...entries.flatMap(({ operations }) => operations), sequence]);
        for (const { resolve } of entries) resolve();
      } catch (error) {
        for (const { reject } of entries) reject(error);
      }
      this.#committed.emit('commit');
    }
    this.#busy = false;
  }
}

export function changeKey(tableName: string, sequenceNumber: string): string {
  return `!change~${tableName}~${sequenceNumber}`;
}
