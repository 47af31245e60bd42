import type { ScorecardsReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { api } from '../api/api.ts';
import { useQuery } from '../api/use-query.ts';

/** The card that people are scored by; undefined until it is known, and for whoever may not list the cards. */
export function useActiveCard(): ScorecardsReply['active'] | undefined {
  const query = useQuery('active card', () => api.listScorecards({ limit: 1 }));
  return query.state === 'ready' ? query.data.active : undefined;
}
