import * as z from 'zod';

/** The person whom somebody's points are compared with, to name the reasons. */
export const BASELINES = ['population', 'cutoff', 'maximum'] as const;
export const Baseline = z.enum(BASELINES);
export type Baseline = z.infer<typeof Baseline>;
