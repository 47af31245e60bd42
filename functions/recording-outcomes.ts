import type { Config } from '../lib/config.ts';
import { dynamodbOutcomes } from '../lib/store/dynamodb.ts';
import type { RecordOutcome } from '../lib/usecases/events/fold-people.ts';
import { type OutcomeMeans, recordOutcome } from '../lib/usecases/outcomes/record-outcome.ts';

/** Where the outcomes of loans go that partners report. */
export function recordingOutcomes({
  store,
  client,
  config,
}: {
  store: OutcomeMeans['store'];
  client: Parameters<typeof dynamodbOutcomes>[0];
  config: Config;
}): RecordOutcome {
  const { decisionRetentionDays, tables } = config;
  const means: OutcomeMeans = { store, outcomes: dynamodbOutcomes(client, tables), decisionRetentionDays };
  return (told) => recordOutcome(means, told);
}
