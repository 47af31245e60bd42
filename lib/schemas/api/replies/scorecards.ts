import * as z from 'zod';
import { activationSeq, CardReply, hash, next, time } from './common.ts';

/** One time that a card became the active one. */
export const ActivationReply = z.strictObject({
  activationSeq: activationSeq(),
  activatedBy: z.string().describe('The `sub` of the token'),
  activatedAt: time(),
  reason: z.string().describe('Why; without one of their own, the dry run that it rests on'),
  former: hash().describe('The hash of the card that was active before: activating it again undoes this'),
});

export const RegisteredScorecard = z.strictObject({
  ...CardReply.shape,
  kind: z.enum(['expert', 'learned']),
  title: z.string(),
  signedOffBy: z.string().describe('Who answers for the card, as the registration said'),
  registeredBy: z.string().describe('The `sub` of the token that registered it'),
  registeredAt: time(),
  madeFor: CardReply.describe('The data dictionary that came with it'),
  active: z.boolean().describe('Whether people are scored by it now'),
  activations: z.array(ActivationReply).describe('Every time it became the active one, the latest first'),
  dryRun: z
    .strictObject({
      jobId: z.string(),
      finishedAt: time(),
      countsUntil: time().describe('Until then an activation needs no `force`'),
    })
    .optional()
    .describe('The last finished dry run of everybody under this very card'),
});

const artefact = (description: string) => z.unknown().optional().meta({ description, type: 'object' });

const OF_DEPLOYMENT = 'absent: it came with the deployment, and nobody registered it';

/** A card with its artefacts, as they were registered. */
export const ScorecardReply = z.strictObject({
  ...RegisteredScorecard.shape,
  registeredBy: z.string().optional().describe(`The \`sub\` of the token that registered it; ${OF_DEPLOYMENT}`),
  registeredAt: time().optional().describe(`When; ${OF_DEPLOYMENT}`),
  scorecard: artefact('The card, as it was registered'),
  dictionary: artefact('Its data dictionary, as it was registered'),
});
export type ScorecardReply = z.infer<typeof ScorecardReply>;

export const ScorecardsReply = z.strictObject({
  active: z
    .strictObject({
      ...CardReply.shape,
      activationSeq: activationSeq(),
      of: z
        .literal('deployment')
        .optional()
        .describe('It came with the deployment, and nobody activated another since'),
    })
    .describe('The card that people are scored by'),
  scorecards: z.array(RegisteredScorecard).describe('By id and version'),
  next: next(),
});
export type ScorecardsReply = z.infer<typeof ScorecardsReply>;

export const RegisteredReply = z.strictObject({
  ...CardReply.shape,
  signedOffBy: z.string().describe('As the first registration of this content said'),
});

export const ActivatedReply = z.strictObject({
  ...CardReply.shape,
  ...ActivationReply.partial({ activatedBy: true, activatedAt: true, reason: true, former: true }).shape,
});
export type RegisteredScorecard = z.infer<typeof RegisteredScorecard>;
export type ActivationReply = z.infer<typeof ActivationReply>;
export type RegisteredReply = z.infer<typeof RegisteredReply>;
export type ActivatedReply = z.infer<typeof ActivatedReply>;
