import { TahiniError } from '../errors.ts';
import { type Evidence, ofSource } from '../scoring/evidence.ts';
import { pack } from '../scoring/pack.ts';
import type { Caller } from './dependencies.ts';

/**
 * What one source may fill of a profile, packed: a budget of its own, so that nobody can keep out what others have to say.
 * A usual profile is under 400 bytes in all; what may be packed so densely must be small, or reading it takes too long.
 */
const MOST_BYTES = { person: 5000, service: 15_000, all: 110_000 };

/** Seven sources at their limit fill a profile. `packed` is all of `after`. Throws a TahiniError, profile-too-large. */
export function refuseFlood(after: Evidence, packed: string, { kind, sourceId }: Caller): void {
  if (packed.length <= MOST_BYTES.person) return;
  const most = kind === 'subject' ? MOST_BYTES.person : MOST_BYTES.service;
  const size = pack(ofSource(after, sourceId)).length;
  if (size > most) throw new TahiniError('profile-too-large', `A source may fill ${most} bytes of a profile.`);
  if (packed.length > MOST_BYTES.all)
    throw new TahiniError('profile-too-large', `A profile may hold ${MOST_BYTES.all} bytes of all sources.`);
}
