import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readConfig } from '../lib/config.ts';
import { TahiniError } from '../lib/errors.ts';
import { holderOf } from '../lib/http/auth.ts';
import { adminEndpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { bodyOf, queryOf } from '../lib/http/request.ts';
import { CardsPage, OfVersion } from '../lib/schemas/api/queries/scorecards.ts';
import { ActivateRequest, CardId, Registration } from '../lib/schemas/registry.ts';
import { loadDictionary, loadServedScorecard } from '../lib/scorecards/load.ts';
import { dynamodbRegistry } from '../lib/store/dynamodb.ts';
import { activateScorecard } from '../lib/usecases/activate-scorecard.ts';
import { knownCards } from '../lib/usecases/known-cards.ts';
import { getScorecard, listScorecards, presentActivation } from '../lib/usecases/read-scorecards.ts';
import { registerScorecard } from '../lib/usecases/register-scorecard.ts';
import { readConfiguredDocument } from './configured-document.ts';
import { connect } from './dependencies.ts';

const config = readConfig();
const { client, authenticate, telemetry, now } = connect(config);
const registry = dynamodbRegistry(client, config.tables);
const configuredDocument = readConfiguredDocument(config);
const card = loadServedScorecard(configuredDocument.scorecard, loadDictionary(configuredDocument.dictionary));
const means = {
  registry,
  cards: knownCards(registry, card),
  configured: { card, activationSeq: config.activationSeq },
  configuredDocument,
};

/** A card of 500 characteristics, with its dictionary. */
const MOST_KB = 1024;

function idOf({ pathParameters }: APIGatewayProxyEventV2): string {
  const parsed = CardId.safeParse(pathParameters?.id);
  if (parsed.success) return parsed.data;
  throw new TahiniError('unknown-scorecard', 'No scorecard has such an id.');
}

/** The scorecard registry. */
export const handler = adminEndpoint(
  {
    'GET /v1/scorecards': async (event) => {
      const { limit, next: after } = queryOf(event, CardsPage);
      return json(200, await listScorecards(means, { limit, after }));
    },
    'POST /v1/scorecards': async (event, identity) => {
      const { signedOffBy, ...document } = bodyOf(event, Registration, MOST_KB);
      const request = { document, signedOffBy, by: holderOf(identity), now: now() };
      const { registered, isNew } = await registerScorecard(registry, request);
      const { id, version, hash } = registered;
      if (isNew) telemetry.log('scorecard-registered', { requestId: requestIdOf(event), card: `${id} ${version}` });
      return json(isNew ? 201 : 200, { id, version, hash, signedOffBy: registered.signedOffBy });
    },
    'GET /v1/scorecards/{id}': async (event) =>
      json(200, await getScorecard(means, idOf(event), queryOf(event, OfVersion).version)),
    'POST /v1/scorecards/{id}/activate': async (event, identity) => {
      const body = bodyOf(event, ActivateRequest);
      const request = { ...body, id: idOf(event), by: holderOf(identity), now: now() };
      const { activationSeq, card, activation } = await activateScorecard(means, request);
      if (activation !== undefined) {
        const about = { requestId: requestIdOf(event), card: `${card.id} ${card.version}`, activationSeq };
        telemetry.log('scorecard-activated', about);
      }
      return json(200, { ...card, activationSeq, ...(activation && presentActivation(activation)) });
    },
  },
  { authenticate, telemetry },
);
