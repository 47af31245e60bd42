import * as z from 'zod';

/** One line without control characters: it is shown on terminals. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\P{Cc}*$/u, 'must be one line')
    .min(1)
    .max(most);

/** zod leaves a member named `__proto__` out without a word; here it is refused. */
export const named = <T extends z.ZodType>(members: T) =>
  z.preprocess((given: z.input<T>, { issues }) => {
    if (Object.hasOwn(Object(given), '__proto__')) {
      issues.push({ code: 'custom', message: 'nothing is named __proto__', input: given });
    }
    return given;
  }, members);
