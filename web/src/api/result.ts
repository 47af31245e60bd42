import type { Problem } from '../../../lib/client/types.ts';

export type { Problem };

/** What came of one call of the API, or of several as one. */
export type Result<T> = { ok: true; data: T } | { ok: false; status: number; problem: Problem };
