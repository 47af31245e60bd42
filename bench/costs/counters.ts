import type { Counter } from '../../lib/http/telemetry.ts';

// Each is a metric that CloudWatch bills for. The type holds the list complete.
const COUNTERS: Record<Counter, true> = {
  ProfileChanged: true,
  ProfileUnchanged: true,
  ProfileErased: true,
  ScoreChanged: true,
  ScoreUnchanged: true,
  BandChanged: true,
  CardOutdated: true,
  CardNotRefreshed: true,
  DecisionRecorded: true,
  RecordFailed: true,
  RecordSetAside: true,
  RequestRefused: true,
  RequestFailed: true,
  StoreBusy: true,
  IssuerUnavailable: true,
  PersonSwept: true,
  PersonSweptChanged: true,
  PersonNotSwept: true,
  SweepFinished: true,
  ScoresDrifted: true,
  EventAccepted: true,
  EventDuplicate: true,
  EventRefused: true,
  EventQueued: true,
  MessageRefused: true,
  MessageFailed: true,
};

/** The counters, the drift of a sweep, and a ColdStart for each function. */
export function customMetrics(functions: number): number {
  return Object.keys(COUNTERS).length + 1 + functions;
}
