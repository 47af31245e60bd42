import { createStore, useStore } from './store.ts';

/** `#/people/amina` is `['people', 'amina']`: static hosting knows no other paths than files. */
const store = createStore<readonly string[]>([]);

export const useRoute = (): readonly string[] => useStore(store);

/** The address of a page, each part encoded. */
export function href(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function go(...parts: readonly string[]): void {
  location.hash = href(...parts);
}

export function readRoute(): void {
  const parts = location.hash.replace(/^#\/?/, '').split('/');
  store.set(parts.filter((part) => part !== '').map(decoded));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
