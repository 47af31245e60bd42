import { TahiniError } from '../errors.ts';
import type { ActivationReply, ScorecardReply, ScorecardsReply } from '../schemas/api/replies/scorecards.ts';
import type { DryRun } from '../schemas/job.ts';
import type { Activation, CardDocument, RegisteredCard, Registry } from '../schemas/registry.ts';
import { DRY_RUN_COUNTS_MS } from './activate-scorecard.ts';
import type { ActiveCardParts } from './active-card.ts';
import { OF_DEPLOYMENT } from './register-scorecard.ts';

export interface ReadingMeans extends Pick<ActiveCardParts, 'configured'> {
  registry: Registry;
  /** The deployment's own card, as it is written. */
  configuredDocument: CardDocument;
}

/** The active card, and a page of registered ones, each with the numbers under which it was ever active. */
export async function listScorecards(
  means: ReadingMeans,
  page: { limit: number; after: string | undefined },
): Promise<ScorecardsReply> {
  const [{ cards, next }, activations] = await Promise.all([
    means.registry.listCards(page),
    means.registry.listActivations(),
  ]);
  const active = activeName(activations[0], means);
  const dryRuns = await Promise.all(cards.map(({ hash }) => means.registry.readDryRun(hash)));
  return {
    active,
    scorecards: cards.map((entry, i) => ({
      ...presentCard(entry, active.hash, activations, dryRuns[i]),
      ...registrationOf(entry),
    })),
    ...(next === undefined ? {} : { next }),
  };
}

/** One version with its artefacts, as they were registered; the deployment's own card also when nobody registered it. */
export async function getScorecard(means: ReadingMeans, id: string, version: string): Promise<ScorecardReply> {
  const { registry } = means;
  const [registered, activations] = await Promise.all([registry.readCard(id, version), registry.listActivations()]);
  const entry = registered ?? deployed(means, id, version);
  if (entry === undefined) throw new TahiniError('unknown-scorecard', `No scorecard ${id} ${version} is registered.`);
  const [document, dryRun] = await Promise.all([
    registered === undefined ? means.configuredDocument : registry.readDocument(entry.hash),
    registry.readDryRun(entry.hash),
  ]);
  return {
    ...presentCard(entry, activeName(activations[0], means).hash, activations, dryRun),
    ...(registered && registrationOf(registered)),
    ...document,
  };
}

function deployed({ configured: { card } }: ReadingMeans, id: string, version: string) {
  if (card.id !== id || card.version !== version) return undefined;
  const { file, hash, dictionary } = card;
  const madeFor = { id: dictionary.id, version: dictionary.version, hash: dictionary.hash };
  return { id, version, hash, kind: file.kind, title: file.title, dictionary: madeFor, signedOffBy: OF_DEPLOYMENT };
}

/** Without loading it: also of a card that the present code refuses. */
function activeName(latest: Activation | undefined, { configured }: ReadingMeans): ScorecardsReply['active'] {
  if (latest !== undefined && latest.seq >= configured.activationSeq) {
    return { ...latest.card, activationSeq: latest.seq };
  }
  const { id, version, hash } = configured.card;
  return { id, version, hash, activationSeq: configured.activationSeq, of: 'deployment' };
}

function presentCard(
  { id, version, hash, kind, title, dictionary, signedOffBy }: Omit<RegisteredCard, 'registeredBy' | 'registeredAt'>,
  activeHash: string,
  activations: readonly Activation[],
  dryRun: DryRun | undefined,
) {
  return {
    ...{ id, version, hash, kind, title, signedOffBy },
    // In the reply of one version `dictionary` is the dictionary itself.
    madeFor: dictionary,
    active: hash === activeHash,
    activations: activations.filter(({ card }) => card.hash === hash).map(presentActivation),
    ...(dryRun && { dryRun: presentDryRun(dryRun) }),
  };
}

function registrationOf({ registeredBy, registeredAt }: RegisteredCard) {
  return { registeredBy, registeredAt: new Date(registeredAt).toISOString() };
}

function presentDryRun({ jobId, finishedAt }: DryRun) {
  const [at, until] = [finishedAt, finishedAt + DRY_RUN_COUNTS_MS].map((time) => new Date(time).toISOString());
  return { jobId, finishedAt: at!, countsUntil: until! };
}

export function presentActivation({ seq, activatedBy, activatedAt, reason, former }: Activation): ActivationReply {
  return { activationSeq: seq, activatedBy, activatedAt: new Date(activatedAt).toISOString(), reason, former };
}
