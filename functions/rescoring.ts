import { readConfig } from '../lib/config.ts';
import { sendingTo } from '../lib/http/send-messages.ts';
import { telemetry } from '../lib/http/telemetry.ts';
import type { SegmentMessage } from '../lib/schemas/job.ts';
import { dayOf } from '../lib/scoring/calendar.ts';
import { dynamodbClient, dynamodbJobs, dynamodbRegistry } from '../lib/store/dynamodb.ts';
import { knownCards } from '../lib/usecases/known-cards.ts';
import { configuredCard } from './configured-card.ts';

const DAY_MS = 86_400_000;

/** The wiring of the functions that begin and do sweeps. */
export function connectRescoring() {
  const config = readConfig();
  const client = dynamodbClient(config.dynamodbEndpoint);
  const registry = dynamodbRegistry(client, config.tables);
  const configured = { card: configuredCard(config), activationSeq: config.activationSeq };
  const now = () => Date.now() + config.clockDaysAhead * DAY_MS;
  return {
    config,
    client,
    telemetry: telemetry(config.telemetry),
    now,
    today: () => dayOf(now()),
    means: {
      store: dynamodbJobs(client, config.tables),
      send: sendingTo<SegmentMessage>(config.sweep.queueUrl),
      registry,
      cards: knownCards(registry, configured.card),
      configured,
    },
  };
}
