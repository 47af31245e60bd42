import * as z from 'zod';
import { readConfig } from '../lib/config.ts';
import { adminEndpoint, json } from '../lib/http/endpoint.ts';
import { queryOf } from '../lib/http/request.ts';
import { MOST_SEGMENTS } from '../lib/schemas/job.ts';
import { dynamodbOutcomes, dynamodbRegistry } from '../lib/store/dynamodb.ts';
import { knownCards } from '../lib/usecases/known-cards.ts';
import { listOutcomes } from '../lib/usecases/outcomes/list-outcomes.ts';
import { configuredCard } from './configured-card.ts';
import { connect } from './dependencies.ts';

const config = readConfig();
const { client, authenticate, telemetry, means } = connect(config);
const cards = knownCards(dynamodbRegistry(client, config.tables), configuredCard(config));
const outcomes = dynamodbOutcomes(client, config.tables);

const whole = (low: number, high: number, otherwise: number) =>
  z.coerce.number().int().min(low).max(high).default(otherwise);
const PAGE_MARK = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:|@~-]{0,127}#[\w#.-]{1,200}$/)
  .optional();

/** What became of loans, with what was known when they were opened. */
export const handler = adminEndpoint(
  {
    'GET /v1/outcomes': async (event) => {
      const segments = queryOf(event, 'segments', whole(1, MOST_SEGMENTS, 1));
      const segment = queryOf(event, 'segment', whole(0, segments - 1, 0));
      const limit = queryOf(event, 'limit', whole(1, 1000, 1000));
      const after = queryOf(event, 'next', PAGE_MARK);
      return json(
        200,
        await listOutcomes({ store: means.store, outcomes, cards }, { segment, segments, after, limit }),
      );
    },
  },
  { authenticate, telemetry },
);
