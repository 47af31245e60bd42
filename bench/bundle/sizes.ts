/** A bundle, uncompressed: it is what has to be read and compiled at every cold start. */
export const MOST_KB = 450;
export const MOST_GROWTH = 1.05;

export const sizeName = (bundle: string) => `${bundle}: size`;

/** What is wrong with the sizes of the functions, in KB of 1,000 bytes, beside those of the baseline. */
export function sizeProblems(sizes: ReadonlyMap<string, number>, baseline: Readonly<Record<string, number>>): string[] {
  return [...sizes].flatMap(([name, kilobytes]) => {
    const then = baseline[sizeName(name)];
    const now = `${name} has ${kilobytes.toFixed(1)} KB`;
    if (then === undefined) return [`${now} and no baseline: npm run bench:bundle -- --update`];
    if (kilobytes > MOST_KB) return [`${now}, more than ${MOST_KB}`];
    if (kilobytes <= then * MOST_GROWTH) return [];
    return [
      `${now}, more than 5 % over the ${then} of the baseline: see what came in, or npm run bench:bundle -- --update`,
    ];
  });
}
