import type { Result } from '../api/result.ts';

interface Paged<Item> {
  items: readonly Item[];
  next?: string | undefined;
}

/** The first so many pages of a list as one. */
export async function pagesOf<Item>(
  pages: number,
  ask: (next: string | undefined) => Promise<Result<Paged<Item>>>,
): Promise<Result<Paged<Item>>> {
  let found: Paged<Item> = { items: [] };
  for (let page = 0; page < pages && (page === 0 || found.next !== undefined); page += 1) {
    const result = await ask(found.next);
    if (!result.ok) return result;
    found = { items: [...found.items, ...result.data.items], next: result.data.next };
  }
  return { ok: true, data: found };
}

/** The items of an answer by another name. */
export function itemsOf<T extends { next?: string | undefined }, Item>(
  result: Result<T>,
  items: (data: T) => readonly Item[],
): Result<Paged<Item>> {
  return result.ok ? { ok: true, data: { items: items(result.data), next: result.data.next } } : result;
}
