import { TahiniError } from '../errors.ts';
import type {
  ActivationReply,
  RegisteredScorecard,
  ScorecardReply,
  ScorecardsReply,
} from '../schemas/api/replies/scorecards.ts';
import type { Activation, RegisteredCard, Registry } from '../schemas/registry.ts';
import type { ActiveCardParts } from './active-card.ts';

export interface ReadingMeans extends Pick<ActiveCardParts, 'configured'> {
  registry: Registry;
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
  return {
    active,
    scorecards: cards.map((entry) => presentCard(entry, active.hash, activations)),
    ...(next === undefined ? {} : { next }),
  };
}

/** One version with its artefacts, as they were registered. */
export async function readScorecard(means: ReadingMeans, id: string, version: string): Promise<ScorecardReply> {
  const { registry } = means;
  const [entry, activations] = await Promise.all([registry.readCard(id, version), registry.listActivations()]);
  if (entry === undefined) throw new TahiniError('unknown-scorecard', `No scorecard ${id} ${version} is registered.`);
  const document = await registry.readDocument(entry.hash);
  return { ...presentCard(entry, activeName(activations[0], means).hash, activations), ...document };
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
  entry: RegisteredCard,
  activeHash: string,
  activations: readonly Activation[],
): RegisteredScorecard {
  const { dictionary, registeredAt, ...rest } = entry;
  return {
    ...rest,
    registeredAt: new Date(registeredAt).toISOString(),
    // In the reply of one version `dictionary` is the dictionary itself.
    madeFor: dictionary,
    active: entry.hash === activeHash,
    activations: activations.filter(({ card }) => card.hash === entry.hash).map(presentActivation),
  };
}

export function presentActivation({ seq, activatedBy, activatedAt, reason }: Activation): ActivationReply {
  return { activationSeq: seq, activatedBy, activatedAt: new Date(activatedAt).toISOString(), reason };
}
