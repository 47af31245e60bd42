import { ArtefactError, TahiniError } from '../errors.ts';
import type { Registry } from '../schemas/registry.ts';
import type { Scorecard } from '../scoring/model.ts';
import type { ActiveCardParts } from './active-card.ts';

export interface FindingMeans extends Pick<ActiveCardParts, 'cards' | 'configured'> {
  registry: Pick<Registry, 'readCard'>;
}

/** A card by its name, ready to score by: a registered one, active or not, or the deployment's own. */
export async function findScorecard(
  { registry, cards, configured }: FindingMeans,
  id: string,
  version: string,
): Promise<Scorecard> {
  const registered = await registry.readCard(id, version);
  const { card: own } = configured;
  if (registered === undefined && own.id === id && own.version === version) return own;
  const card = registered && (await lawful(() => cards.find(registered.hash)));
  if (card === undefined) throw new TahiniError('unknown-scorecard', `No scorecard ${id} ${version} is registered.`);
  return card;
}

/** A card that was registered under rules that have become stricter since is refused, and not served. */
export async function lawful<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof ArtefactError)) throw error;
    throw new TahiniError('invalid-scorecard', `The present code refuses a registered scorecard. ${error.message}`);
  }
}
