export interface Bounds {
  /** How many are worked on side by side. */
  atOnce: number;
  /** How far the work may run ahead of the lowest one that is not done; what waits for its turn is held in memory. */
  ahead: number;
  signal: AbortSignal;
}

/**
 * Works on a stream side by side and settles it in its own order: `settle` is called once per item, first to last,
 * without a gap. Reads no faster than it works. The first failure ends it, after what is under way; an abort just
 * stops the reading.
 */
export async function inOrder<T, R>(
  source: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  settle: (item: T, result: R) => void,
  { atOnce, ahead, signal }: Bounds,
): Promise<void> {
  const done = new Map<number, [T, R]>();
  const failures: unknown[] = [];
  let running = 0;
  let settled = 0;
  let begun = 0;
  let moved = Promise.withResolvers<void>();
  const finish = (at: number, item: T, result: R) => {
    done.set(at, [item, result]);
    for (let next = done.get(settled); next !== undefined; next = done.get(settled)) {
      settle(...next);
      done.delete(settled);
      settled += 1;
    }
  };
  const begin = async (at: number, item: T) => {
    running += 1;
    await work(item)
      .then((result) => finish(at, item, result))
      .catch((error) => failures.push(error));
    running -= 1;
    moved.resolve();
    moved = Promise.withResolvers();
  };
  const stopped = () => signal.aborted || failures.length > 0;
  try {
    for await (const item of source) {
      while (!stopped() && (running >= atOnce || begun - settled >= ahead)) await moved.promise;
      if (stopped()) break;
      begin(begun, item);
      begun += 1;
    }
  } finally {
    while (running > 0) await moved.promise;
  }
  if (failures.length > 0) throw failures[0];
}
