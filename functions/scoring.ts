import { readFileSync } from 'node:fs';
import { type Config, readConfig } from '../lib/config.ts';
import { tellCard } from '../lib/http/tell-card.ts';
import { loadDictionary, loadServedScorecard } from '../lib/scorecards/load.ts';
import { readyDictionary, readyScorecard } from '../lib/scorecards/ready.ts';
import { shipped } from '../lib/scorecards/shipped.ts';
import type { Scorecard } from '../lib/scoring/model.ts';
import { dynamodbRegistry } from '../lib/store/dynamodb.ts';
import { ActiveCard } from '../lib/usecases/active-card.ts';
import type { Dependencies } from '../lib/usecases/dependencies.ts';
import { knownCards } from '../lib/usecases/known-cards.ts';
import { connect } from './dependencies.ts';

/** The wiring of a function that works by a scorecard: the deployment's own, or the one that was activated since. */
export function connectScoring(config: Config = readConfig()) {
  const { means, client, ...around } = connect(config);
  const registry = dynamodbRegistry(client, config.tables);
  const configured = { card: cardOf(config), activationSeq: config.activationSeq };
  const cards = knownCards(registry, configured.card);
  const active = new ActiveCard({ registry, cards, configured, now: around.now, ...tellCard(around.telemetry) });
  return {
    ...around,
    store: means.store,
    cards,
    active,
    /** Runs a use case by the active card. */
    byActiveCard: <T>(work: (dependencies: Dependencies) => Promise<T>, isOutdated?: (result: T) => boolean) =>
      active.use((scoring) => work({ ...means, ...scoring }), isOutdated),
  };
}

/** One's own artefacts are checked here; those that ship were checked when the functions were built. */
function cardOf({ dictionaryFile, scorecardFile }: Config): Scorecard {
  const dictionary = dictionaryFile ? loadDictionary(readJson(dictionaryFile)) : readyDictionary(shipped.dictionary);
  return scorecardFile
    ? loadServedScorecard(readJson(scorecardFile), dictionary)
    : readyScorecard(shipped.scorecard, dictionary);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
