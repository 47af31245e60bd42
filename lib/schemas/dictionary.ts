import * as z from 'zod';

/** Who says so, from the least to the most reliable. The tier comes from who is calling, never from the body. */
export const TIERS = ['self', 'platform', 'partner', 'bureau', 'registry'] as const;
export const Tier = z.enum(TIERS);
export type Tier = z.infer<typeof Tier>;

/** The five dimensions of a score, in the order in which they are shown. */
export const DIMENSIONS = [
  'creditHistory',
  'fulfilmentCapacity',
  'behaviour',
  'identity',
  'socialRelationships',
] as const;
export const Dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof Dimension>;

export const Text = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
export type Text = z.infer<typeof Text>;

export const FactName = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'a fact name is camelCase, at most 64 characters');

export type { DictionaryFile, Fact } from './dictionary-file.ts';
