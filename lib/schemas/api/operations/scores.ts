import { SimulateRequest } from '../../profile.ts';
import { DecisionsReply, ScoreReply } from '../../score.ts';
import type { Operation } from '../operation.ts';
import { BODY_PROBLEMS, FACT_PROBLEMS } from '../problems.ts';
import { ByBaseline, DecisionsPage } from '../queries/scores.ts';
import { SimulateReply } from '../replies/simulation.ts';
import { OfSubject } from './params.ts';

export const scores = {
  computeScore: {
    tag: 'Scores',
    summary: 'Compute the score now',
    description:
      'Scores the profile as it is at this moment, for today, and stores the score if it is news. The request has no body.',
    access: { scope: 'score:read', of: 'subject' },
    params: OfSubject,
    query: ByBaseline,
    replies: { 200: { description: 'The score, of today', body: ScoreReply } },
    problems: ['invalid-subject-id', 'invalid-query', 'unknown-subject', 'as-of-too-early', 'contention'],
  },
  getScore: {
    tag: 'Scores',
    summary: 'The current score',
    description:
      'The score as it is stored: `asOf` is its day, `freshness` the last day for which it is known to stand. ' +
      'A person who was enrolled a moment ago has none yet: 404 `no-score-yet`, with Retry-After.',
    access: { scope: 'score:read', of: 'subject' },
    params: OfSubject,
    query: ByBaseline,
    replies: { 200: { description: 'The score', body: ScoreReply } },
    problems: ['invalid-subject-id', 'invalid-query', 'unknown-subject', 'no-score-yet'],
  },
  listDecisions: {
    tag: 'Scores',
    summary: 'How the score came about',
    description: 'The decision records of a person, the newest first, each with the causes of its change.',
    access: { scope: 'score:read', of: 'subject' },
    params: OfSubject,
    query: DecisionsPage,
    replies: { 200: { description: 'A page of decisions', body: DecisionsReply } },
    problems: ['invalid-subject-id', 'invalid-query', 'unknown-subject', 'no-score-yet'],
  },
  simulateScore: {
    tag: 'Scores',
    summary: 'What if',
    description:
      'With `facts`, `consents` or `asOf`: what the score would be. With `target`: the cheapest path there, fewest facts first, ' +
      'then fewest bins. Stores nothing. Counted per person and hour, for many answers together would give the card away.',
    access: { scope: 'score:read', of: 'subject' },
    params: OfSubject,
    body: SimulateRequest,
    replies: { 200: { description: 'What would be, or the path', body: SimulateReply } },
    problems: [
      'invalid-subject-id',
      ...BODY_PROBLEMS,
      ...FACT_PROBLEMS,
      'unknown-subject',
      'as-of-too-early',
      'rate-limited',
    ],
  },
} as const satisfies Record<string, Operation>;
