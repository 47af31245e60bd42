import type { ObservationReply, ProfileReply, SeriesReply } from '../../../lib/schemas/api/replies/profile.ts';
import { TIERS } from '../../../lib/schemas/dictionary.ts';
import { dayOf, parseDay, parseMonth } from '../../../lib/scoring/calendar.ts';
import { compareText, gather, type Observation, type Series } from '../../../lib/scoring/evidence.ts';
import type { Scorecard, Value } from '../../../lib/scoring/model.ts';
import type { Profile } from '../../../lib/scoring/resolve.ts';
import { own } from '../own.ts';

/** What the API tells of a person, as lib/scoring takes it. What this card's dictionary does not know is left out. */
export function knownOf({ facts, consents }: ProfileReply, { dictionary }: Scorecard): Profile {
  const said = (name: string) => own(facts, name) ?? [];
  const observations = dictionary.names.map((name, fact) => {
    const isDate = dictionary.facts[fact]?.type === 'since';
    const stated = said(name).filter((each) => !('months' in each));
    return sorted(stated.map((each) => observationOf(each as ObservationReply, isDate)));
  });
  const series = dictionary.names.map((name) => {
    const stated = said(name).filter((each) => 'months' in each);
    return sorted(stated.map((each) => seriesOf(each as SeriesReply)));
  });
  const granted = Object.fromEntries(Object.entries(consents).map(([name, consent]) => [name, consent.granted]));
  return { evidence: gather(dictionary, observations, series), consents: granted };
}

/** The UTC day, or that of the newest evidence where this device's clock is behind: nobody is scored for an earlier one. */
export function todayFor({ evidence }: Profile): number {
  return Math.max(dayOf(Date.now()), evidence.latest);
}

function observationOf(
  { source, tier, observedAt, revision = 0, value }: ObservationReply,
  isDate: boolean,
): Observation {
  const stated: Value | null = value === undefined ? null : isDate ? dayFrom(String(value)) : value;
  return { sourceId: source, tier: TIERS.indexOf(tier), day: dayFrom(observedAt), revision, value: stated };
}

function seriesOf({ source, account, months }: SeriesReply): Series {
  const slots = months.map(({ month, value = null, tier, observedAt, revision = 0 }) => ({
    month: parseMonth(month) as number,
    ...{ value, tier: TIERS.indexOf(tier), day: dayFrom(observedAt), revision },
  }));
  return { sourceId: source, account, slots };
}

const dayFrom = (text: string) => parseDay(text) as number;

function sorted<Entry extends { sourceId: string; account?: string }>(list: Entry[]): Entry[] | undefined {
  if (list.length === 0) return undefined;
  return list.sort((a, b) => compareText(a.sourceId, b.sourceId) || compareText(a.account ?? '', b.account ?? ''));
}
