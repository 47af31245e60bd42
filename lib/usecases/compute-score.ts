import { TahiniError } from '../errors.ts';
import type { StoredScore } from '../schemas/stored.ts';
import type { Transition } from '../scoring/transition.ts';
import { type Dependencies, MOST_ATTEMPTS } from './dependencies.ts';
import { scoreProfile } from './score-profile.ts';

export interface ComputeRequest {
  subjectId: string;
  /** Days since 1970-01-01. */
  asOf: number;
  requestId?: string | undefined;
}

export interface ComputedScore {
  /** What now stands. */
  stored: StoredScore;
  transition: Transition;
}

/** Computes the score now, stores it if it changed, and returns what then stands. */
export async function computeScore(dependencies: Dependencies, request: ComputeRequest): Promise<ComputedScore> {
  const { store, pause } = dependencies;
  const { subjectId, asOf, requestId } = request;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const { profile, current } = await store.readSubject(subjectId, { consistent: true });
    if (profile === undefined) throw new TahiniError('unknown-subject', 'There is no such person.');
    const { transition, computed } = scoreProfile(dependencies, profile, current, asOf, requestId);
    if (transition.action === 'ignore') {
      if (transition.why === 'erased') throw new TahiniError('unknown-subject', 'There is no such person.');
      return { stored: current === undefined || 'erased' in current ? computed : current, transition };
    }
    if (await store.putScore(subjectId, computed)) return { stored: computed, transition };
    await pause(attempt);
  }
  throw new TahiniError('contention', 'Too many writers at once.', { retryAfter: 1 });
}
