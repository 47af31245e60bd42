import { readFileSync } from 'node:fs';
import { type Config, readConfig } from '../lib/config.ts';
import { tokenVerifier } from '../lib/http/auth.ts';
import { telemetry } from '../lib/http/telemetry.ts';
import { loadDictionary, loadServedScorecard } from '../lib/scorecards/load.ts';
import { readyDictionary, readyScorecard } from '../lib/scorecards/ready.ts';
import { shipped } from '../lib/scorecards/shipped.ts';
import { dayOf } from '../lib/scoring/calendar.ts';
import type { Scorecard } from '../lib/scoring/model.ts';
import { dynamodbClient, dynamodbStore } from '../lib/store/dynamodb.ts';
import type { Dependencies } from '../lib/usecases/dependencies.ts';

/** The wiring of every function, made once at cold start. Throws with each wrong setting by name. */
export function connect(config: Config = readConfig()) {
  const card = cardOf(config);
  const dependencies: Dependencies = {
    store: dynamodbStore(dynamodbClient(config.dynamodbEndpoint), config.tables),
    card,
    cardByHash: (hash) => (hash === card.hash ? card : undefined),
    activationSeq: config.activationSeq,
    decisionRetentionDays: config.decisionRetentionDays,
    simulationsPerHour: config.simulationsPerHour,
    pause: jitter,
  };
  const now = () => Date.now() + config.clockDaysAhead * DAY_MS;
  return {
    ...dependencies,
    authenticate: tokenVerifier(config.tokens),
    telemetry: telemetry(config.telemetry),
    now,
    today: () => dayOf(now()),
  };
}

const DAY_MS = 86_400_000;

/** One's own artefacts are checked here; those that ship were checked when the functions were built. */
function cardOf({ dictionaryFile, scorecardFile }: Config): Scorecard {
  const dictionary = dictionaryFile ? loadDictionary(readJson(dictionaryFile)) : readyDictionary(shipped.dictionary);
  return scorecardFile
    ? loadServedScorecard(readJson(scorecardFile), dictionary)
    : readyScorecard(shipped.scorecard, dictionary);
}

/** Full jitter, at most 25 ms at first and 1.6 s at last (M. Brooker, 'Exponential Backoff And Jitter'). */
function jitter(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(1600, 25 * 2 ** (attempt - 1))));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
