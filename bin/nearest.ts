/** The name that was probably meant: one that begins like it, or else the one with the fewest letters to change, at most a third of them. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const begins = names.filter((name) => text.length > 1 && name.startsWith(text));
  if (begins.length === 1) return begins[0];
  const [best] = names
    .map((name) => ({ name, edits: edits(text, name) }))
    .filter(({ name, edits }) => edits <= Math.max(text.length, name.length) / 3)
    .sort((a, b) => a.edits - b.edits);
  return best?.name;
}

/** Letters to put in, leave out, replace or swap with their neighbour (optimal string alignment). */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : replaced;
      row.push(Math.min(replaced, swapped, last[j]! + 1, row[j - 1]! + 1));
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
