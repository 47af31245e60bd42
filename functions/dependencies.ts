import { type Config, readConfig } from '../lib/config.ts';
import { tokenVerifier } from '../lib/http/auth.ts';
import { telemetry } from '../lib/http/telemetry.ts';
import { dayOf } from '../lib/scoring/calendar.ts';
import { dynamodbClient, dynamodbStore } from '../lib/store/dynamodb.ts';
import type { Means } from '../lib/usecases/dependencies.ts';

/** The wiring of every function, made once at cold start. Throws with each wrong setting by name. */
export function connect(config: Config = readConfig()) {
  return { ...connectMeans(config), authenticate: tokenVerifier(config.tokens) };
}

/** The same for a function that nobody calls with a token. */
export function connectMeans(config: Config) {
  const client = dynamodbClient(config.dynamodbEndpoint);
  const means: Means = {
    store: dynamodbStore(client, config.tables),
    decisionRetentionDays: config.decisionRetentionDays,
    simulationsPerHour: config.simulationsPerHour,
    pause: jitter,
  };
  const now = () => Date.now() + config.clockDaysAhead * DAY_MS;
  return {
    means,
    client,
    telemetry: telemetry(config.telemetry),
    now,
    today: () => dayOf(now()),
  };
}

const DAY_MS = 86_400_000;

/** Full jitter, at most 25 ms at first and 1.6 s at last (M. Brooker, 'Exponential Backoff And Jitter'). */
function jitter(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(1600, 25 * 2 ** (attempt - 1))));
}
