import { readConfig } from '../lib/config.ts';
import { TahiniError } from '../lib/errors.ts';
import { adminEndpoint, json } from '../lib/http/endpoint.ts';
import { queryOf } from '../lib/http/request.ts';
import { OutcomesPage } from '../lib/schemas/api/queries/outcomes.ts';
import { dynamodbOutcomes, dynamodbRegistry } from '../lib/store/dynamodb.ts';
import { knownCards } from '../lib/usecases/known-cards.ts';
import { listOutcomes } from '../lib/usecases/outcomes/list-outcomes.ts';
import { configuredCard } from './configured-card.ts';
import { connect } from './dependencies.ts';

const config = readConfig();
const { client, authenticate, telemetry, means } = connect(config);
const cards = knownCards(dynamodbRegistry(client, config.tables), configuredCard(config));
const outcomes = dynamodbOutcomes(client, config.tables);

/** What became of loans, with what was known when they were opened. */
export const handler = adminEndpoint(
  {
    'GET /v1/outcomes': async (event) => {
      const { segments, segment, limit, next: after } = queryOf(event, OutcomesPage);
      if (segment >= segments)
        throw new TahiniError('invalid-query', 'Query parameter segment: must be less than segments.');
      return json(
        200,
        await listOutcomes({ store: means.store, outcomes, cards }, { segment, segments, after, limit }),
      );
    },
  },
  { authenticate, telemetry },
);
