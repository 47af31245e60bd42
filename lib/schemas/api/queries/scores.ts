import * as z from 'zod';
import { Baseline } from '../../baseline.ts';
import { page } from './page.ts';

export const ByBaseline = z.strictObject({
  baseline: Baseline.optional().describe(
    'What the reasons compare with: the average person, somebody at the cut-off, or the best. The card says which by default',
  ),
});

/** Marked by a decision's day, profile version and activation, as its key has them. */
export const DecisionsPage = page(100, z.string().regex(/^\d{6}#\d{10}#\d{6}$/));
