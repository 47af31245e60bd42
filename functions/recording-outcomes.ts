import type { RecordOutcome } from '../lib/usecases/events/fold-people.ts';

/** Where the outcomes of loans go that partners report. */
export function recordingOutcomes(_means: unknown): RecordOutcome {
  return async () => ({ refused: 'not-reachable', detail: 'Outcomes are not kept here yet.' });
}
