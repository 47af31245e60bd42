import { ArtefactError } from '../../errors.ts';
import type { RescoreJob } from '../../schemas/job.ts';
import type { Registry } from '../../schemas/registry.ts';
import { widened } from '../../scorecards/growth.ts';
import { type ActiveCardParts, scoringOf } from '../active-card.ts';
import type { Scoring } from '../dependencies.ts';

export interface JobScoringMeans extends Pick<ActiveCardParts, 'cards' | 'configured'> {
  registry: Pick<Registry, 'latestActivation'>;
}

/** What a job scores by: its own card, whichever is active by now, under the number that it began with. */
export async function scoringOfJob(means: JobScoringMeans, { card, activationSeq }: RescoreJob): Promise<Scoring> {
  const active = await scoringOf(await means.registry.latestActivation({ consistent: true }), means);
  if (active.card.hash === card.hash) return { ...active, activationSeq };
  const own = await means.cards.find(card.hash);
  if (own === undefined) throw new ArtefactError('job', [`card: ${card.id} ${card.version} is not registered`]);
  // Profiles may name facts that only the active card's dictionary has.
  const ready = widened(own, active.card.dictionary);
  return { card: ready, activationSeq, cardByHash: (hash) => (hash === ready.hash ? ready : active.cardByHash(hash)) };
}
