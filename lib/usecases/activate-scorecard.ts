import { TahiniError } from '../errors.ts';
import type { ActivateRequest, Activation, CardDocument, CardName, Registry } from '../schemas/registry.ts';
import { growthProblems } from '../scorecards/growth.ts';
import type { Scorecard } from '../scoring/model.ts';
import { type ActiveCardParts, scoringOf } from './active-card.ts';
import type { Scoring } from './dependencies.ts';
import { dictionaryShrinks } from './dictionary-shrinks.ts';
import { findScorecard, lawful } from './find-scorecard.ts';
import { OF_DEPLOYMENT, registerScorecard } from './register-scorecard.ts';

export interface ActivationMeans extends Pick<ActiveCardParts, 'cards' | 'configured'> {
  registry: Registry;
  /** The deployment's own card, as it is written. */
  configuredDocument: CardDocument;
}

export interface Activating extends ActivateRequest {
  id: string;
  /** The `sub` of the caller's token. */
  by: string;
  /** Milliseconds since 1970. */
  now: number;
}

export interface Activated {
  activationSeq: number;
  card: CardName;
  /** Undefined when the card was the active one already: then nothing was done. */
  activation: Activation | undefined;
}

/** Six digits, as in the keys of decisions. */
const MOST_ACTIVATIONS = 999_999;
/** Later it is about other people. */
export const DRY_RUN_COUNTS_MS = 30 * 86_400_000;

/**
 * Makes a registered card the active one, under the next number: also a former one again, which is how an activation is
 * undone. Of two who do so at once one is told to look again.
 */
export async function activateScorecard(means: ActivationMeans, request: Activating): Promise<Activated> {
  const { registry } = means;
  const latest = await registry.latestActivation({ consistent: true });
  const active = await lawful(() => scoringOf(latest, means));
  const card = await findScorecard(means, request.id, request.version);
  if (card.hash === active.card.hash) {
    return { activationSeq: active.activationSeq, card: nameOf(card), activation: undefined };
  }
  // What can never be is said before what is lacking.
  const widest = await widestOf(means, active, card, latest);
  const reason = await groundsOf(means, card, request);
  for (const each of [active.card, card]) await registerConfigured(means, each, request);
  const seq = Math.max(latest?.seq ?? 0, active.activationSeq) + 1;
  if (seq > MOST_ACTIVATIONS) throw new TahiniError('out-of-range', 'There are no activation numbers left.');
  const { by: activatedBy, now: activatedAt } = request;
  const former = active.card.hash;
  const activation: Activation = { seq, card: nameOf(card), widest, former, activatedBy, activatedAt, reason };
  if (await registry.putActivation(activation)) return { activationSeq: seq, card: nameOf(card), activation };
  throw new TahiniError('activation-overtaken', `Somebody else activated a scorecard as number ${seq}: look again.`);
}

/** Why the card may become the active one: a finished dry run of exactly this card, or force with a reason. */
async function groundsOf(
  { registry }: ActivationMeans,
  { id, version, hash }: Scorecard,
  { force, reason, now }: Activating,
): Promise<string> {
  if (force) {
    if (reason !== undefined) return reason;
    throw new TahiniError('invalid-body', 'The body does not have the right shape.', {
      violations: [{ pointer: '/reason', rule: 'invalid-body', detail: 'Needed when `force` is true.' }],
    });
  }
  const run = await registry.readDryRun(hash);
  if (run !== undefined && now - run.finishedAt <= DRY_RUN_COUNTS_MS) return reason ?? `dry run ${run.jobId}`;
  const body = `{"scorecard": {"id": "${id}", "version": "${version}"}, "dryRun": true}`;
  const lack = run === undefined ? 'needs' : 'needs, for the last one is older than 30 days,';
  const why = `An activation ${lack} a finished dry run of this scorecard (POST /v1/rescore-jobs ${body}), or \`force: true\` with a reason.`;
  throw new TahiniError('dry-run-missing', why, {
    violations: [{ pointer: '/force', rule: 'dry-run-missing', detail: 'Must be true without a dry run.' }],
  });
}

/** With whose dictionary profiles are read from now on: nothing that was stored may become unreadable. */
async function widestOf(
  { registry, configured }: ActivationMeans,
  active: Scoring,
  card: Scorecard,
  latest: Activation | undefined,
): Promise<string> {
  const lost = growthProblems(active.card.dictionary, card.dictionary);
  if (lost.length === 0) return card.hash;
  const was = await registry.listActivations();
  const isUndo = was.some((past) => past.card.hash === card.hash || past.former === card.hash);
  if (isUndo && growthProblems(card.dictionary, active.card.dictionary).length === 0) {
    return latest?.seq === active.activationSeq ? latest.widest : configured.card.hash;
  }
  throw dictionaryShrinks(lost, '/version');
}

/** The deployment's own card is registered before it is followed, or follows: a later deployment may have another one. */
async function registerConfigured(
  { registry, configured, configuredDocument }: ActivationMeans,
  card: Scorecard,
  { by, now }: Activating,
): Promise<void> {
  if (card.hash !== configured.card.hash) return;
  await registerScorecard(registry, { document: configuredDocument, signedOffBy: OF_DEPLOYMENT, by, now });
}

function nameOf({ id, version, hash }: Scorecard): CardName {
  return { id, version, hash };
}
