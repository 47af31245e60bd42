import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';

/** What is watched of a sweep: its scores against the card's training, else against those before it, as the alarm does. */
export function driftOf({ jobId, asOf, report }: JobDetailReply) {
  const { training, since, worst } = report?.stability ?? {};
  return { jobId, asOf, scores: training ?? since, worst };
}
