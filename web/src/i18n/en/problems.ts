import type { ProblemKind } from '../../../../lib/client/types.ts';

/** In English the API's own titles are shown. */
export const problems: Partial<Record<ProblemKind, string>> = {};
