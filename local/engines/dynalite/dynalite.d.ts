// dynalite ships no types: these are the parts we touch, as its 4.0.0 has them.

declare module 'dynalite' {
  import type { Server } from 'node:http';
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server;
}

declare module 'dynalite/db/index.js' {
  export type Callback = (error: unknown, value?: unknown) => void;
  export interface Range {
    gt?: string;
    gte?: string;
    lt?: string;
    lte?: string;
    limit?: number;
    reverse?: boolean;
  }
  export type Operation = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

  export interface Level {
    open(): Promise<void>;
    get(key: string): Promise<unknown>;
    batch(operations: Operation[]): Promise<void>;
    clear(range: Range): Promise<void>;
    keys(range: Range): AsyncIterable<string> & { all(): Promise<string[]> };
    values(range: Range): AsyncIterable<unknown> & { all(): Promise<unknown[]> };
  }
  export interface SubDb {
    put(key: string, value: unknown, callback: Callback): void;
    del(key: string, callback: Callback): void;
    createKeyStream(range?: Range): NodeJS.ReadableStream;
    createValueStream(range?: Range): NodeJS.ReadableStream;
    lock(key: string, task: (release: (next: () => void) => () => void) => void): void;
  }
  export interface Store {
    db: Level;
    tableDb: SubDb;
    getItemDb(table: string): SubDb;
    getIndexDb(type: string, table: string, index: string): SubDb;
    getTable(name: string, checkStatus: boolean, callback: Callback): void;
  }
  const db: {
    create(options: object): Store;
    updateIndexes(store: Store, table: unknown, old: unknown, item: unknown, callback: Callback): void;
  };
  export default db;
}
