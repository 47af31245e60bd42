import { type Config, readConfig } from '../lib/config.ts';
import { tellCard } from '../lib/http/tell-card.ts';
import { dynamodbRegistry, readFullSweep } from '../lib/store/dynamodb.ts';
import { ActiveCard } from '../lib/usecases/active-card.ts';
import type { Dependencies } from '../lib/usecases/dependencies.ts';
import { knownCards } from '../lib/usecases/known-cards.ts';
import { configuredCard } from './configured-card.ts';
import { connect, type connectMeans } from './dependencies.ts';

/** The wiring of a function that works by a scorecard: the deployment's own, or the one that was activated since. */
export function connectScoring(config: Config = readConfig()) {
  return withScoring(config, connect(config));
}

export function withScoring<Connected extends ReturnType<typeof connectMeans>>(config: Config, connected: Connected) {
  const { means, client, ...around } = connected;
  const registry = dynamodbRegistry(client, config.tables);
  const configured = { card: configuredCard(config), activationSeq: config.activationSeq };
  const cards = knownCards(registry, configured.card);
  const active = new ActiveCard({ registry, cards, configured, now: around.now, ...tellCard(around.telemetry) });
  return {
    ...around,
    client,
    pause: means.pause,
    store: means.store,
    cards,
    active,
    readFullSweep: () => readFullSweep(client, config.tables),
    /** Runs a use case by the active card. */
    byActiveCard: <T>(work: (dependencies: Dependencies) => Promise<T>, isOutdated?: (result: T) => boolean) =>
      active.use((scoring) => work({ ...means, ...scoring }), isOutdated),
  };
}
