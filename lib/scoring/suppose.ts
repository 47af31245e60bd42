import { type Fact, TIERS } from '../schemas/dictionary.ts';
import { type Evidence, gather, merge } from './evidence.ts';
import { SELF_TIER } from './model.ts';
import type { Profile } from './resolve.ts';

/** What a supposed statement is signed with; no caller can have this name. */
const SUPPOSED = '(supposed)';

/** A revision beyond every millisecond of the day: what is supposed now follows what was really said now. */
export const LAST_REVISION = 86_400_000;

/** The most reliable tier that may state the fact: what is supposed is verified by it, unless another one is named. */
export function verifyingTier({ assertableBy }: Pick<Fact, 'assertableBy'>): number {
  return Math.max(...assertableBy.map((name) => TIERS.indexOf(name)));
}

/** Who states a supposed fact: the person themselves, in place of what they said, or a source that does not exist. */
export function supposedSource(tier: number): string {
  return tier === SELF_TIER ? 'self' : SUPPOSED;
}

/** A person as they would be known if these statements were made and these consents given as well. Nothing is changed. */
export function supposing(
  { evidence, consents }: Profile,
  supposed: Evidence,
  given: Readonly<Record<string, boolean>> = {},
): Profile {
  return { evidence: merge(withoutEquals(evidence, supposed), supposed), consents: { ...consents, ...given } };
}

/** What is supposed takes the place of what another source of its tier said the same day: two equals would be a toss-up. */
function withoutEquals(known: Evidence, supposed: Evidence): Evidence {
  const observations = known.observations.map((list, fact) => {
    const [said] = supposed.observations[fact] ?? [];
    const left = said === undefined ? list : list?.filter(({ day, tier }) => day !== said.day || tier !== said.tier);
    return left?.length ? left : undefined;
  });
  return gather(known.dictionary, observations, known.series);
}
