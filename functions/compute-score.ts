import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { endpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { bodyOf, queryOf } from '../lib/http/request.ts';
import { tellTransition } from '../lib/http/tell-transition.ts';
import { SimulateRequest } from '../lib/schemas/profile.ts';
import { Baseline } from '../lib/schemas/scorecard.ts';
import type { StoredScore } from '../lib/schemas/stored.ts';
import { isOfFormerActivation } from '../lib/scoring/transition.ts';
import { type ComputedScore, computeScore } from '../lib/usecases/compute-score.ts';
import type { Dependencies } from '../lib/usecases/dependencies.ts';
import { getScore, scoreHistory } from '../lib/usecases/get-score.ts';
import { ifWhole } from '../lib/usecases/known-cards.ts';
import { presentScore } from '../lib/usecases/present-score.ts';
import { simulateScore } from '../lib/usecases/simulate-score.ts';
import { connectScoring } from './scoring.ts';

const { authenticate, telemetry, now, today, store, cards, active, byActiveCard } = connectScoring();

/** By the card that it was computed with, which may be a former one. */
const cardOf = async ({ card: { hash } }: StoredScore) =>
  (await active.current()).cardByHash(hash) ?? (await ifWhole(cards.find(hash)));

const present = async (event: APIGatewayProxyEventV2, subjectId: string, stored: StoredScore) => {
  const { card } = await active.current();
  const baseline = queryOf(event, 'baseline', Baseline.default(card.defaultBaseline));
  return json(200, presentScore(subjectId, stored, await cardOf(stored), baseline));
};

/** A counter's key that names the person to nobody without the key of the logs. */
const usesKey = (subjectId: string) => `simulate#${telemetry.nameOf(subjectId)}`;

const PAGE_MARK = z
  .string()
  .regex(/^\d{6}#\d{10}#\d{6}$/)
  .optional();

/** The score of a person: compute now, read, read its history, or ask what if. */
export const handler = endpoint(
  {
    'POST /v1/profiles/{subjectId}/score': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const request = { subjectId, asOf: today(), requestId: requestIdOf(event) };
        const compute = (dependencies: Dependencies) => computeScore(dependencies, request);
        const isOutdated = ({ transition }: ComputedScore) => isOfFormerActivation(transition);
        const { stored, transition } = await byActiveCard(compute, isOutdated);
        tellTransition(telemetry, transition, request);
        return present(event, subjectId, stored);
      },
    },
    'GET /v1/profiles/{subjectId}/score': {
      scope: 'score:read',
      handle: async (event, subjectId) => present(event, subjectId, await getScore({ store }, subjectId)),
    },
    'GET /v1/profiles/{subjectId}/score/history': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const limit = queryOf(event, 'limit', z.coerce.number().int().min(1).max(100).default(20));
        const after = queryOf(event, 'next', PAGE_MARK);
        const { decisions, next } = await scoreHistory({ store }, subjectId, { limit, after });
        const { defaultBaseline } = (await active.current()).card;
        const page = await Promise.all(
          decisions.map(async (decision) => presentScore(subjectId, decision, await cardOf(decision), defaultBaseline)),
        );
        return json(200, { decisions: page, ...(next === undefined ? {} : { next }) });
      },
    },
    'POST /v1/profiles/{subjectId}/score/simulate': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const request = bodyOf(event, SimulateRequest);
        const simulate = (dependencies: Dependencies) =>
          simulateScore(dependencies, subjectId, request, usesKey(subjectId), now());
        return json(200, await byActiveCard(simulate));
      },
    },
  },
  { authenticate, telemetry },
);
