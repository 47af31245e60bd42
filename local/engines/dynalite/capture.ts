import { promisify } from 'node:util';
import dynaliteDb, { type Callback, type Operation, type Store, type SubDb } from 'dynalite/db/index.js';
import type { Table } from '../../service/tables.ts';
import { expiredKeys, expiryOperations, isExpired } from './expiry.ts';
import { type Item, recordOf } from './images.ts';
import type { Journal } from './journal.ts';

/** Writes of dynalite's items, each in one batch with its change and its place in the expiry index. */
export class Capture {
  readonly tables = new Map<string, Table>();
  readonly #store: Store;
  readonly #journal: Journal;

  constructor(store: Store, journal: Journal) {
    this.#store = store;
    this.#journal = journal;
  }

  /** Takes over the two writes of a table's item store; dynalite calls them while it holds the item's lock. */
  take(items: SubDb, tableName: string): void {
    items.put = (key, item, callback) => settle(this.#write(tableName, key, plain(item)), callback);
    items.del = (key, callback) => settle(this.#write(tableName, key, undefined), callback);
  }

  /** Deletes what has expired, as DynamoDB does by itself. */
  async expire(): Promise<void> {
    const now = Math.floor(Date.now() / 1000);
    for (const table of this.tables.values()) {
      for (const key of await expiredKeys(this.#journal, table, now)) await this.#expireItem(table, key, now);
    }
  }

  #read(tableName: string, key: string): Promise<Item | undefined> {
    return this.#journal.db.get(`item-${tableName}~${key}`) as Promise<Item | undefined>;
  }

  async #write(tableName: string, itemKey: string, item: Item | undefined, expired = false): Promise<void> {
    const key = `item-${tableName}~${itemKey}`;
    const operation: Operation = item ? { type: 'put', key, value: item } : { type: 'del', key };
    const table = this.tables.get(tableName);
    if (!table) return this.#journal.append([operation]);
    const old = await this.#read(tableName, itemKey);
    const change = table.create.StreamSpecification && recordOf(table, { old, item, expired });
    const operations = [operation, ...expiryOperations(table, itemKey, old, item)];
    return this.#journal.append(operations, tableName, change);
  }

  async #expireItem(table: Table, key: string, now: number): Promise<void> {
    const tableName = table.create.TableName;
    const release = await lock(this.#store.getItemDb(tableName), key);
    try {
      const item = await this.#read(tableName, key);
      if (!isExpired(table, item, now)) return;
      const schema = await promisify(this.#store.getTable)(tableName, false);
      await promisify(dynaliteDb.updateIndexes)(this.#store, schema, item, null);
      await this.#write(tableName, key, undefined, true);
    } finally {
      release();
    }
  }
}

function lock(items: SubDb, key: string): Promise<() => void> {
  return new Promise((resolve) => items.lock(key, (release) => resolve(release(() => {}))));
}

function settle(work: Promise<void>, callback: Callback): void {
  work.then(
    () => callback(null),
    (error) => callback(error),
  );
}

// dynalite's parser makes objects without a prototype; what is read back has one, and the two are compared.
function plain(item: unknown): Item {
  return JSON.parse(JSON.stringify(item));
}
