import { useLayoutEffect } from 'preact/hooks';
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

/** Takes the page to the address, or lets it stand while something on it must not be lost. */
export function readRoute(): void {
  const parts = location.hash.replace(/^#\/?/, '').split('/');
  const route = parts.filter((part) => part !== '').map(decoded);
  isLeaving.set(holds > 0 && href(...route) !== href(...store.get()));
  if (holds === 0) store.set(route);
}

let holds = 0;
const isLeaving = createStore(false);

/**
 * While `isHeld`, nothing takes the page away: Back and links only change the address, and the page follows it once this
 * is over; the browser asks before it leaves the console. True when there is somewhere to follow to.
 */
export function useHeldPage(isHeld: boolean): boolean {
  useLayoutEffect(() => (isHeld ? holdPage() : undefined), [isHeld]);
  return useStore(isLeaving);
}

function holdPage(): () => void {
  holds++;
  addEventListener('beforeunload', askFirst);
  return () => {
    if (--holds === 0) removeEventListener('beforeunload', askFirst);
    readRoute();
  };
}

const askFirst = (event: BeforeUnloadEvent) => event.preventDefault();

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
