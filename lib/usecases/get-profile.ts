import { TahiniError } from '../errors.ts';
import type { ObservationReply, ProfileReply, SeriesReply } from '../schemas/api/replies/profile.ts';
import { TIERS } from '../schemas/dictionary.ts';
import { formatDay, formatMonth } from '../scoring/calendar.ts';
import { mayTell } from '../scoring/consented.ts';
import type { Observation, Series } from '../scoring/evidence.ts';
import type { Value } from '../scoring/model.ts';
import type { Dependencies } from './dependencies.ts';
import { knownProfile } from './known-profile.ts';
import { unpackProfile } from './score-profile.ts';

/**
 * All that is known of a person, with who said it and when: half a read unit. What a partner sent without the person's
 * consent, or before they withdrew it, is shown as withheld: no score uses it.
 */
export async function getProfile(
  { store, card }: Pick<Dependencies, 'store' | 'card'>,
  subjectId: string,
): Promise<ProfileReply> {
  const profile = knownProfile(await store.readSubject(subjectId, { consistent: false }));
  if (profile === undefined) throw new TahiniError('unknown-subject', 'There is no such person.');
  const { evidence, consents: given } = unpackProfile(profile, card);
  const withheld = (sourceId: string) => (mayTell(sourceId, given) ? {} : { withheld: true as const });
  const facts = card.dictionary.names.flatMap((name, fact): [string, ProfileReply['facts'][string]][] => {
    const isDate = card.dictionary.facts[fact]?.type === 'since';
    const stated = (evidence.observations[fact] ?? []).map((observation) => ({
      ...presentObservation(observation, isDate),
      ...withheld(observation.sourceId),
    }));
    const series = (evidence.series[fact] ?? []).map((one) => ({ ...presentSeries(one), ...withheld(one.sourceId) }));
    return stated.length + series.length === 0 ? [] : [[name, [...stated, ...series]]];
  });
  const consents = Object.fromEntries(
    Object.entries(profile.consents).map(([name, { granted, at }]) => [
      name,
      { granted, at: new Date(at * 1000).toISOString() },
    ]),
  );
  return { subjectId, version: profile.version, facts: Object.fromEntries(facts), consents };
}

function presentObservation({ sourceId, tier, day, revision, value }: Observation, isDate: boolean): ObservationReply {
  const shown: { value: Value } | { retracted: true } =
    value === null ? { retracted: true } : { value: isDate ? formatDay(value as number) : value };
  return {
    source: sourceId,
    tier: TIERS[tier] ?? 'self',
    observedAt: formatDay(day),
    ...(revision === 0 ? {} : { revision }),
    ...shown,
  };
}

function presentSeries({ sourceId, account, slots }: Series): SeriesReply {
  const months = slots.map(({ month, value, tier, day, revision }) => ({
    month: formatMonth(month),
    ...(value === null ? { retracted: true as const } : { value }),
    tier: TIERS[tier] ?? 'self',
    observedAt: formatDay(day),
    ...(revision === 0 ? {} : { revision }),
  }));
  return { source: sourceId, account, months };
}
