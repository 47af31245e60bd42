import type { Counter, Gauge } from '../../lib/http/telemetry.ts';

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
  CharacteristicDrifted: true,
  CoverageFell: true,
  EvidenceStale: true,
  EventAccepted: true,
  EventDuplicate: true,
  EventRefused: true,
  EventQueued: true,
  MessageRefused: true,
  MessageFailed: true,
  NotificationDelivered: true,
  NotificationFailed: true,
  NotificationGivenUp: true,
  NotificationDropped: true,
  SubscriptionDisabled: true,
};

const GAUGES: Record<Gauge, true> = {
  ScoreDrift: true,
  CharacteristicDrift: true,
  MeanCoverage: true,
  StaleShare: true,
};

/** The counters, what a sweep measures, and a ColdStart for each function. */
export function customMetrics(functions: number): number {
  return Object.keys(COUNTERS).length + Object.keys(GAUGES).length + functions;
}
