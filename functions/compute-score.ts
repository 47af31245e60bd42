import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { endpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { bodyOf, queryOf } from '../lib/http/request.ts';
import { tellTransition } from '../lib/http/tell-transition.ts';
import { SimulateRequest } from '../lib/schemas/profile.ts';
import { Baseline } from '../lib/schemas/scorecard.ts';
import type { StoredScore } from '../lib/schemas/stored.ts';
import { computeScore } from '../lib/usecases/compute-score.ts';
import { getScore, scoreHistory } from '../lib/usecases/get-score.ts';
import { presentScore } from '../lib/usecases/present-score.ts';
import { simulateScore } from '../lib/usecases/simulate-score.ts';
import { connect } from './dependencies.ts';

const { authenticate, telemetry, now, today, ...dependencies } = connect();
const { card, cardByHash } = dependencies;

const present = (event: APIGatewayProxyEventV2, subjectId: string, stored: StoredScore) =>
  json(
    200,
    presentScore(
      subjectId,
      stored,
      cardByHash(stored.card.hash),
      queryOf(event, 'baseline', Baseline.default(card.defaultBaseline)),
    ),
  );

/** A counter's key that names the person to nobody without the key of the logs. */
const usesKey = (subjectId: string) => `simulate#${telemetry.nameOf(subjectId)}`;

/** The score of a person: compute now, read, read its history, or ask what if. */
export const handler = endpoint(
  {
    'POST /v1/profiles/{subjectId}/score': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const request = { subjectId, asOf: today(), requestId: requestIdOf(event) };
        const { stored, transition } = await computeScore(dependencies, request);
        tellTransition(telemetry, transition, request);
        return present(event, subjectId, stored);
      },
    },
    'GET /v1/profiles/{subjectId}/score': {
      scope: 'score:read',
      handle: async (event, subjectId) => present(event, subjectId, await getScore(dependencies, subjectId)),
    },
    'GET /v1/profiles/{subjectId}/score/history': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const limit = queryOf(event, 'limit', z.coerce.number().int().min(1).max(100).default(20));
        const after = queryOf(
          event,
          'next',
          z
            .string()
            .regex(/^\d{6}#\d{10}#\d{6}$/)
            .optional(),
        );
        const { decisions, next } = await scoreHistory(dependencies, subjectId, { limit, after });
        const page = decisions.map((decision) =>
          presentScore(subjectId, decision, cardByHash(decision.card.hash), card.defaultBaseline),
        );
        return json(200, { decisions: page, ...(next === undefined ? {} : { next }) });
      },
    },
    'POST /v1/profiles/{subjectId}/score/simulate': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const request = bodyOf(event, SimulateRequest);
        return json(200, await simulateScore(dependencies, subjectId, request, usesKey(subjectId), now()));
      },
    },
  },
  { authenticate, telemetry },
);
