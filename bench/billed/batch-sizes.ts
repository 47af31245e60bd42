/** Numbers of records in a batch that are measured: from nothing much going on to a full one. */
export const BATCH_SIZES = [1, 10, 100] as const;
