import * as z from 'zod';

/** One line without control characters, nor such as turn the letters around: it is shown on terminals. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, 'must be one line, without control characters')
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
