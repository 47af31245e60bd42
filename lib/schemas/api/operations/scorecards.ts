import * as z from 'zod';
import { ActivateRequest, CardId, Registration } from '../../registry.ts';
import type { Operation } from '../operation.ts';
import { BODY_PROBLEMS } from '../problems.ts';
import { CardsPage, OfVersion } from '../queries/scorecards.ts';
import { ActivatedReply, RegisteredReply, ScorecardReply, ScorecardsReply } from '../replies/scorecards.ts';

const OfCard = z.strictObject({ id: CardId.describe('The id of the card') });
const ADMIN = { scope: 'admin', of: 'anybody' } as const;

export const scorecards = {
  listScorecards: {
    tag: 'Scorecards',
    summary: 'The active card, and those that are registered',
    description: 'A page of registered cards by id and version, each with every time that it was active.',
    access: ADMIN,
    query: CardsPage,
    replies: { 200: { description: 'A page of cards', body: ScorecardsReply } },
    problems: ['invalid-query', 'invalid-scorecard'],
  },
  registerScorecard: {
    tag: 'Scorecards',
    summary: 'Register a card',
    description:
      'Takes a card and its data dictionary (1 MB at most), checks both by the rules of the loader that serves them, and keeps ' +
      'them for ever. Nobody is scored by it before it is activated. The same content again is the same registration.',
    access: ADMIN,
    body: Registration,
    replies: {
      200: { description: 'It was registered before, with this very content', body: RegisteredReply },
      201: { description: 'Registered', body: RegisteredReply },
    },
    problems: [...BODY_PROBLEMS, 'invalid-scorecard', 'scorecard-taken'],
  },
  getScorecard: {
    tag: 'Scorecards',
    summary: 'One version of a card',
    description: "With the card and its dictionary as they were registered. The deployment's own card is told, too.",
    access: ADMIN,
    params: OfCard,
    query: OfVersion,
    replies: { 200: { description: 'The card', body: ScorecardReply } },
    problems: ['invalid-query', 'unknown-scorecard', 'invalid-scorecard'],
  },
  activateScorecard: {
    tag: 'Scorecards',
    summary: 'Score people by a card from now on',
    description:
      'Needs a finished dry run of this very card within the last 30 days, or `force` with a reason. Its dictionary has to contain ' +
      'the active one. A former card can be activated again: that is how an activation is undone. Within a minute all functions ' +
      'follow; who does not change gets the new score by the next sweep.',
    access: ADMIN,
    params: OfCard,
    body: ActivateRequest,
    replies: {
      200: {
        description: 'Active. Without `activatedAt`: it was before, and nothing was done',
        body: ActivatedReply,
      },
    },
    problems: [
      ...BODY_PROBLEMS,
      'unknown-scorecard',
      'invalid-scorecard',
      'scorecard-taken',
      'dictionary-shrinks',
      'dry-run-missing',
      'activation-overtaken',
      'out-of-range',
    ],
  },
} as const satisfies Record<string, Operation>;
