import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { dynamodbStore, type Tables } from '../../lib/store/dynamodb.ts';
import type { Dependencies } from '../../lib/usecases/dependencies.ts';
import { clientConfig } from '../../local/engines/engine.ts';
import type { EngineKind } from '../../local/engines/start-engine.ts';
import { samplePopulation } from '../../local/sample.ts';
import { readService } from '../../local/service.ts';
import { card } from '../support/card.ts';
import { withEngine } from '../support/engine.ts';
import { AS_OF, SEED } from '../support/people.ts';
import { meter } from './meter.ts';
import { followPerson, type Step } from './person.ts';

const { environment } = readService(new URL('../../serverless.yml', import.meta.url).pathname);
const TABLES: Tables = {
  subjects: environment.SUBJECTS_TABLE ?? '',
  decisions: environment.DECISIONS_TABLE ?? '',
  operations: environment.OPERATIONS_TABLE ?? '',
};

/** What every operation on every person consumed, in order. */
export function measureCapacity(engine: EngineKind, people: number): Promise<Step[][]> {
  return withEngine(engine, async (endpoint) => {
    const client = new DynamoDBClient(clientConfig(endpoint));
    const onlookers = new DynamoDBClient(clientConfig(endpoint));
    const noted = meter(client);
    const dependencies = dependenciesOver(client);
    const onlooker = dynamodbStore(onlookers, TABLES);
    const steps: Step[][] = [];
    for (const person of samplePopulation({ seed: SEED, count: people, asOf: formatDay(AS_OF) })) {
      steps.push(await followPerson({ dependencies, noted, onlooker }, person));
    }
    client.destroy();
    onlookers.destroy();
    return steps;
  });
}

function dependenciesOver(client: DynamoDBClient): Dependencies {
  return {
    store: dynamodbStore(client, TABLES),
    card,
    cardByHash: (hash) => (hash === card.hash ? card : undefined),
    activationSeq: 1,
    decisionRetentionDays: 1826,
    simulationsPerHour: 60,
    // Nobody else writes, so nobody ever waits.
    pause: () => Promise.reject(new Error('an uncontended write was contended')),
  };
}
