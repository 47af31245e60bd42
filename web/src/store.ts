import { useEffect, useState } from 'preact/hooks';

/** A value that the whole console shares. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  const [, draw] = useState(store.get());
  useEffect(() => {
    // It may have changed between the drawing and this moment.
    draw(store.get());
    return store.subscribe(() => draw(store.get()));
  }, [store]);
  return store.get();
}
