import type { Telemetry } from './telemetry.ts';

/** What became of a score, as lib/scoring/transition.ts decides it. */
interface Decided {
  action: 'ignore' | 'confirm' | 'write';
  why?: string;
  bandChange?: object | undefined;
}

/**
 * Counts what became of a score, and writes a line when it changed: the link between a request and its decision. A function
 * under a former activation changes nothing any more: right for the minutes of a deployment, an alarm if it stays so.
 */
export function tellTransition(
  { log, count, nameOf }: Telemetry,
  transition: Decided | undefined,
  { subjectId, requestId }: { subjectId: string; requestId: string | undefined },
): void {
  if (transition?.action !== 'write') {
    count(transition?.why === 'former-activation' ? 'CardOutdated' : 'ScoreUnchanged');
    return;
  }
  const bandChanged = transition.bandChange !== undefined;
  count('ScoreChanged');
  if (bandChanged) count('BandChanged');
  log('score-changed', { requestId, subject: nameOf(subjectId), bandChanged });
}
