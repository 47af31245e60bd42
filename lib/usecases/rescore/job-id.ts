import { JOB_ID } from '../../schemas/job.ts';
import { parseDay } from '../../scoring/calendar.ts';

/** Ids begin with the time (milliseconds since 1970), so that their order is that of the jobs. */
export function jobIdAt(instant: number, origin: string): string {
  return `${new Date(instant).toISOString().replaceAll(/[-:.]/g, '')}-${origin}`;
}

/** The day (since 1970) of the time that a job's id begins with; undefined for what is no job's id. */
export function beginOf(id: string): number | undefined {
  if (!JOB_ID.test(id)) return undefined;
  return parseDay(`${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}`);
}
