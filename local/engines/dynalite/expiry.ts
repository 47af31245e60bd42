import type { Operation } from 'dynalite/db/index.js';
import type { Table } from '../../service/tables.ts';
import type { Item } from './images.ts';
import type { Journal } from './journal.ts';

// An index by expiry time, kept in the same batches as the items: looking for expired ones costs nothing without any.
function prefixOf({ create }: Table): string {
  return `!expiry~${create.TableName}~`;
}

function indexKey(table: Table, itemKey: string, item: Item | undefined): string | undefined {
  const seconds = secondsOf(table, item);
  return seconds === undefined ? undefined : `${prefixOf(table)}${String(seconds).padStart(12, '0')}~${itemKey}`;
}

function secondsOf({ ttlAttribute }: Table, item: Item | undefined): number | undefined {
  const seconds = ttlAttribute === undefined ? undefined : Number(item?.[ttlAttribute]?.N);
  return Number.isInteger(seconds) ? seconds : undefined;
}

/** What keeps the index right when an item changes. */
export function expiryOperations(
  table: Table,
  itemKey: string,
  old: Item | undefined,
  item: Item | undefined,
): Operation[] {
  const before = indexKey(table, itemKey, old);
  const after = indexKey(table, itemKey, item);
  if (before === after) return [];
  const operations: Operation[] = [];
  if (before !== undefined) operations.push({ type: 'del', key: before });
  if (after !== undefined) operations.push({ type: 'put', key: after, value: itemKey });
  return operations;
}

export function isExpired(table: Table, item: Item | undefined, nowSeconds: number): boolean {
  const seconds = secondsOf(table, item);
  return seconds !== undefined && seconds <= nowSeconds;
}

/** The keys of items that have expired, oldest first. */
export async function expiredKeys({ db }: Journal, table: Table, nowSeconds: number): Promise<string[]> {
  if (table.ttlAttribute === undefined) return [];
  const until = `${prefixOf(table)}${String(nowSeconds + 1).padStart(12, '0')}`;
  return (await db.values({ gt: prefixOf(table), lt: until, limit: 1000 }).all()) as string[];
}
