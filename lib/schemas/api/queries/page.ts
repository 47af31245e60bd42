import * as z from 'zod';

/** A page of a list: `most` elements at most. */
export function page(most: number, mark: z.ZodString, otherwise = 20) {
  return z.strictObject({
    limit: z.coerce
      .number<number>()
      .int()
      .min(1)
      .max(most)
      .default(otherwise)
      .describe(`How many elements a page has at most, 1-${most}`),
    next: mark.optional().describe('`next` of the page before; absent for the first page'),
  });
}
