/** Steps of the golden section fall as far from all former ones as can be (D. Knuth, TAOCP 3, 6.4). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The same, so ordered that whoever is next in the queue is far apart: workers side by side in a table would share one of its
 * partitions, and what that one takes.
 */
export function dispersed<T>(list: readonly T[]): T[] {
  const places = list.map((item, n) => ({ item, place: (n * GOLDEN) % 1 }));
  return places.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
