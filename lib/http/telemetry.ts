import { createHmac } from 'node:crypto';
import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Config } from '../config.ts';
import { LOG_EVENTS, type Log } from './log-events.ts';

/** What is counted, in the namespace of METRICS_NAMESPACE by `service`; docs/logging.md tells of each. */
export type Counter =
  | 'ProfileChanged'
  | 'ProfileUnchanged'
  | 'ProfileErased'
  | 'ScoreChanged'
  | 'ScoreUnchanged'
  | 'BandChanged'
  | 'CardOutdated'
  | 'CardNotRefreshed'
  | 'DecisionRecorded'
  | 'RecordFailed'
  | 'RecordSetAside'
  | 'RequestRefused'
  | 'RequestFailed'
  | 'StoreBusy'
  | 'IssuerUnavailable'
  | 'PersonSwept'
  | 'PersonSweptChanged'
  | 'PersonNotSwept'
  | 'SweepFinished'
  | 'ScoresDrifted'
  | 'CharacteristicDrifted'
  | 'CoverageFell'
  | 'EvidenceStale'
  | 'EventAccepted'
  | 'EventDuplicate'
  | 'EventRefused'
  | 'EventQueued'
  | 'MessageRefused'
  | 'MessageFailed'
  | 'NotificationDelivered'
  | 'NotificationFailed'
  | 'NotificationGivenUp'
  | 'NotificationDropped'
  | 'SubscriptionDisabled';

/** What a finished sweep measured of everybody. */
export type Gauge = 'ScoreDrift' | 'CharacteristicDrift' | 'MeanCoverage' | 'StaleShare';

/** All that a function tells of itself: lines of the catalogue, counts, and people by keyed hash. */
export interface Telemetry {
  log: Log;
  count(counter: Counter, times?: number): void;
  measure(gauge: Gauge, value: number): void;
  coldStart(functionName: string): void;
  /** Writes what was counted since the last call, in one line. */
  flush(): void;
  /** The same person has the same name in all lines; without LOG_HASH_KEY nobody can tell who it is. */
  nameOf(subjectId: string | undefined): string | undefined;
}

/** Powertools' logger and metrics, held to the catalogue. */
export function telemetry({ hashKey, level, service, metricsNamespace }: Config['telemetry']): Telemetry {
  const logger = new Logger({ serviceName: service, logLevel: level, logFormatter: new LineFormatter() });
  const metrics = new Metrics({ serviceName: service, namespace: metricsNamespace ?? 'none' });
  const counts = metricsNamespace !== undefined;
  return {
    log: (event, given) => {
      const { level: method, fields } = LOG_EVENTS[event];
      const entries: [string, unknown][] = Object.entries(given);
      logger[method](
        event,
        Object.fromEntries(
          entries.filter(([name, value]) => value !== undefined && (fields as readonly string[]).includes(name)),
        ),
      );
    },
    count: (counter, times = 1) => {
      if (counts && times > 0) metrics.addMetric(counter, MetricUnit.Count, times);
    },
    measure: (gauge, value) => {
      if (counts) metrics.addMetric(gauge, MetricUnit.NoUnit, value);
    },
    coldStart: (functionName) => {
      if (counts) metrics.captureColdStartMetric(functionName);
    },
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
    nameOf: (subjectId) =>
      subjectId && createHmac('sha256', hashKey).update(subjectId).digest('base64url').slice(0, 16),
  };
}

/** A line without what the log group says anyway: function, memory, region. */
class LineFormatter extends LogFormatter {
  formatAttributes({ logLevel, message, timestamp, serviceName }: UnformattedAttributes, fields: object): LogItem {
    const attributes = { level: logLevel, event: message, timestamp: timestamp.toISOString(), service: serviceName };
    return new LogItem({ attributes: { ...attributes, ...fields } });
  }
}

/** Kind and places of an error. Its message may quote a value, so it stays out. */
export function whatFailed(error: unknown): { name: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { name: 'unknown', at: [] };
  return { name: error.name, at: placesOf(error) };
}

/** The stack begins with the message, which may have lines that look like places. */
function placesOf({ stack = '', message }: Error): string[] {
  const lines = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return lines
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .slice(0, 5);
}
