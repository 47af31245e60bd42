import { Readable } from 'node:stream';
import type { Level, Range, Store, SubDb } from 'dynalite/db/index.js';

/**
 * dynalite 4 never closes the iterators behind its streams (each pins a snapshot of the whole database), and walks all
 * tables to list the keys of one. This gives its stores streams that are bounded and closed.
 */
export function boundStreams(store: Store, visit: (items: SubDb, tableName: string) => void): void {
  const known = new Map<string, SubDb>();
  const once = (name: string, sub: SubDb, first: () => void) => {
    if (known.get(name) === sub) return sub;
    known.set(name, sub);
    replaceStreams(sub, store.db, `${name}~`);
    first();
    return sub;
  };
  const { getItemDb, getIndexDb } = store;
  store.getItemDb = (table) => {
    const items = getItemDb(table);
    return once(`item-${table}`, items, () => visit(items, table));
  };
  store.getIndexDb = (type, table, index) =>
    once(`index-${type.toLowerCase()}~${table}~${index}`, getIndexDb(type, table, index), () => {});
  replaceStreams(store.tableDb, store.db, 'table~');
}

function replaceStreams(sub: SubDb, db: Level, prefix: string): void {
  sub.createValueStream = (range = {}) => Readable.from(db.values(within(prefix, range)));
  sub.createKeyStream = (range = {}) => Readable.from(keysWithout(prefix, db, range));
}

async function* keysWithout(prefix: string, db: Level, range: Range) {
  for await (const key of db.keys(within(prefix, range))) yield key.slice(prefix.length);
}

function within(prefix: string, { gt, gte, lt, lte, ...rest }: Range): Range {
  const lower = gte !== undefined ? { gte: prefix + gte } : { gt: prefix + (gt ?? '') };
  const upper = lte !== undefined ? { lte: prefix + lte } : { lt: prefix + (lt ?? '\xff') };
  return { ...rest, ...lower, ...upper };
}
