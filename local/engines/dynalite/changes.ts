import type { Change, Changes } from '../engine.ts';
import { changeKey, type Journal } from './journal.ts';

/** One reader's place in a table's changes, kept in the database itself. */
export class DynaliteChanges implements Changes {
  readonly #journal: Journal;
  readonly #tableName: string;
  readonly #checkpointKey: string;
  #finished = '';
  #seen = '';

  constructor(journal: Journal, tableName: string, reader: string) {
    this.#journal = journal;
    this.#tableName = tableName;
    this.#checkpointKey = checkpointKey(tableName, reader);
  }

  /** Goes on where the reader was; a new one begins with all changes that are kept, or after the newest. */
  async open(from: 'TRIM_HORIZON' | 'LATEST'): Promise<this> {
    const kept = (await this.#journal.db.get(this.#checkpointKey)) as string | undefined;
    const start = from === 'LATEST' ? await newest(this.#journal, this.#tableName) : '';
    await this.#moveTo(kept ?? start);
    return this;
  }

  async read(limit: number): Promise<Change[]> {
    const range = { gt: changeKey(this.#tableName, this.#finished), lt: changeKey(this.#tableName, '~'), limit };
    const changes = (await this.#journal.db.values(range).all()) as Change[];
    this.#seen = changes.at(-1)?.dynamodb.SequenceNumber ?? this.#seen;
    return changes;
  }

  async commit(finished: readonly Change[]): Promise<void> {
    const last = finished.at(-1);
    if (last) await this.#moveTo(last.dynamodb.SequenceNumber);
  }

  wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!signal.aborted && this.#journal.latest(this.#tableName) <= this.#seen) return;
        stop();
        signal.removeEventListener('abort', check);
        resolve();
      };
      const stop = this.#journal.onCommit(check);
      signal.addEventListener('abort', check);
      check();
    });
  }

  async #moveTo(sequenceNumber: string): Promise<void> {
    this.#finished = sequenceNumber;
    if (this.#seen < sequenceNumber) this.#seen = sequenceNumber;
    await this.#journal.append([{ type: 'put', key: this.#checkpointKey, value: sequenceNumber }]);
  }
}

/** Forgets the changes that every reader of the table has finished with. */
export async function trimChanges({ db }: Journal, tableName: string): Promise<void> {
  const from = checkpointKey(tableName, '');
  const finished = (await db.values({ gt: from, lt: `${from}~` }).all()) as string[];
  const least = finished.sort()[0];
  if (least) await db.clear({ gt: changeKey(tableName, ''), lte: changeKey(tableName, least) });
}

async function newest({ db }: Journal, tableName: string): Promise<string> {
  const range = { gt: changeKey(tableName, ''), lt: changeKey(tableName, '~'), limit: 1, reverse: true };
  const [change] = (await db.values(range).all()) as Change[];
  return change?.dynamodb.SequenceNumber ?? '';
}

function checkpointKey(tableName: string, reader: string): string {
  return `!checkpoint~${tableName}~${reader}`;
}
