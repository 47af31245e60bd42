import { TahiniError } from '../errors.ts';
import type { StoredScore } from '../schemas/stored.ts';
import { type Dependencies, MOST_ATTEMPTS } from './dependencies.ts';
import { scoreProfile } from './score-profile.ts';

/** Computes the score now, stores it if it changed, and returns what then stands. `asOf` in days since 1970-01-01. */
export async function computeScore(dependencies: Dependencies, subjectId: string, asOf: number): Promise<StoredScore> {
  const { store, pause } = dependencies;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const { profile, current } = await store.readSubject(subjectId, { consistent: true });
    if (profile === undefined) throw new TahiniError('unknown-subject', 'There is no such person.');
    const { transition, computed } = scoreProfile(dependencies, profile, current, asOf);
    if (transition.action === 'ignore') {
      if (transition.why === 'erased') throw new TahiniError('unknown-subject', 'There is no such person.');
      return current === undefined || 'erased' in current ? computed : current;
    }
    if (await store.putScore(subjectId, computed)) return computed;
    await pause(attempt);
  }
  throw new TahiniError('contention', 'Too many writers at once.', { retryAfter: 1 });
}
