import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { endpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { bodyOf, queryOf } from '../lib/http/request.ts';
import { whatFailed } from '../lib/http/telemetry.ts';
import { tellTransition } from '../lib/http/tell-transition.ts';
import { ByBaseline, DecisionsPage } from '../lib/schemas/api/queries/scores.ts';
import { SimulateRequest } from '../lib/schemas/profile.ts';
import type { StoredScore } from '../lib/schemas/stored.ts';
import { formatDay } from '../lib/scoring/calendar.ts';
import { isOfFormerActivation } from '../lib/scoring/transition.ts';
import { type ComputedScore, computeScore } from '../lib/usecases/compute-score.ts';
import type { Dependencies } from '../lib/usecases/dependencies.ts';
import { freshAsOf } from '../lib/usecases/fresh-as-of.ts';
import { getScore, listDecisions } from '../lib/usecases/get-score.ts';
import { ifWhole } from '../lib/usecases/known-cards.ts';
import { LastSweep } from '../lib/usecases/last-sweep.ts';
import { presentScore } from '../lib/usecases/present-score.ts';
import { simulateScore } from '../lib/usecases/simulate-score.ts';
import { connectScoring } from './scoring.ts';

const { authenticate, telemetry, now, today, store, cards, active, byActiveCard, readFullSweep } = connectScoring();

const lastSweep = new LastSweep({
  read: readFullSweep,
  now,
  notRead: (error) => telemetry.log('last-sweep-not-read', whatFailed(error)),
});

/** By the card that it was computed with, which may be a former one. */
const cardOf = async ({ card: { hash } }: StoredScore) =>
  (await active.current()).cardByHash(hash) ?? (await ifWhole(cards.find(hash)));

const present = async (event: APIGatewayProxyEventV2, subjectId: string, stored: StoredScore, fresh: number) => {
  const { card } = await active.current();
  const baseline = queryOf(event, ByBaseline).baseline ?? card.defaultBaseline;
  const reply = presentScore(subjectId, stored, await cardOf(stored), baseline);
  return json(200, { ...reply, freshness: formatDay(fresh) });
};

/** A counter's key that names the person to nobody without the key of the logs. */
const usesKey = (subjectId: string) => `simulate#${telemetry.nameOf(subjectId)}`;

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
        // Judged just now, unless somebody else has a newer one.
        const isOfToday = transition.action !== 'ignore' || transition.why === 'unchanged';
        const fresh = isOfToday ? Math.max(stored.asOf, request.asOf) : stored.asOf;
        return present(event, subjectId, stored, fresh);
      },
    },
    'GET /v1/profiles/{subjectId}/score': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const [stored, sweep] = await Promise.all([getScore({ store }, subjectId), lastSweep.current()]);
        return present(event, subjectId, stored, freshAsOf(subjectId, stored, sweep));
      },
    },
    'GET /v1/profiles/{subjectId}/score/history': {
      scope: 'score:read',
      handle: async (event, subjectId) => {
        const { limit, next: after } = queryOf(event, DecisionsPage);
        const { decisions, next } = await listDecisions({ store }, subjectId, { limit, after });
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
