import type { EventResult } from '../schemas/api/replies/events.ts';
import type { Telemetry } from './telemetry.ts';

/** A line about the events of a request; those that went to the queue are told of when they are folded. */
export function tellReceived(
  telemetry: Telemetry,
  results: readonly EventResult[],
  about: { requestId: string; partner: string; events: readonly unknown[] },
): void {
  const { requestId, partner, events } = about;
  const queued = events.length - results.length;
  telemetry.log('events-received', {
    requestId,
    partner,
    events: events.length,
    queued,
    ...counted(telemetry, results),
  });
  telemetry.count('EventQueued', queued);
}

/** A line about a part of a batch. */
export function tellFolded(
  telemetry: Telemetry,
  results: readonly EventResult[],
  about: { requestId: string; invocation: string; partnerId: string; batchId: string; part: number },
): void {
  const { requestId, invocation, partnerId: partner, batchId: batch, part } = about;
  telemetry.log('events-folded', { requestId, invocation, partner, batch, part, ...counted(telemetry, results) });
}

function counted({ count }: Telemetry, results: readonly EventResult[]) {
  const times = (became: EventResult['result']) => results.filter(({ result }) => result === became).length;
  const counts = { accepted: times('accepted'), duplicate: times('duplicate'), refused: times('refused') };
  count('EventAccepted', counts.accepted);
  count('EventDuplicate', counts.duplicate);
  count('EventRefused', counts.refused);
  return counts;
}
