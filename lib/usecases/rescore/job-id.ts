/** Ids begin with the time (milliseconds since 1970), so that their order is that of the jobs. */
export function jobIdAt(instant: number, origin: string): string {
  return `${new Date(instant).toISOString().replaceAll(/[-:.]/g, '')}-${origin}`;
}

export const JOB_ID = /^\d{8}T\d{9}Z-[a-z0-9]{1,16}$/;
