import { compareText, type Evidence, type Observation, type Series } from '../../lib/scoring/evidence.ts';
import type { Value } from '../../lib/scoring/model.ts';

/** Evidence as the former version of the service stored it: JSON under format version 1 (lib/scoring/pack/json-form.ts reads it). */
const VERSION = '1';

type SourceEntry = [sourceId: string, tier: number];
type Entry =
  | [source: number, day: number, value: Value | null, revision?: number]
  | [source: number, account: string, slots: (number | null)[], revisions?: number[]];
type PackedFact = [name: string, ...Entry[]];

export function packAsBefore(evidence: Evidence): string {
  const sources = listSources(evidence);
  const indexOf = new Map(sources.map(([id, tier], index) => [`${tier}${id}`, index]));
  const source = (id: string, tier: number) => indexOf.get(`${tier}${id}`) ?? 0;
  const facts: PackedFact[] = [];
  evidence.dictionary.names.forEach((name, fact) => {
    const entries: Entry[] = [
      ...(evidence.observations[fact] ?? []).map((o) => packObservation(o, source(o.sourceId, o.tier))),
      ...(evidence.series[fact] ?? []).flatMap((series) => packSeries(series, source)),
    ];
    if (entries.length > 0) facts.push([name, ...entries]);
  });
  facts.sort(([a], [b]) => compareText(a, b));
  return VERSION + JSON.stringify([sources, facts]);
}

function listSources(evidence: Evidence): SourceEntry[] {
  const seen = new Map<string, SourceEntry>();
  const add = (id: string, tier: number) => seen.set(`${tier}${id}`, [id, tier]);
  for (const list of evidence.observations) for (const o of list ?? []) add(o.sourceId, o.tier);
  for (const list of evidence.series)
    for (const series of list ?? []) for (const slot of series.slots) add(series.sourceId, slot.tier);
  return [...seen.values()].sort(([a, x], [b, y]) => compareText(a, b) || x - y);
}

function packObservation({ day, value, revision }: Observation, source: number): Entry {
  return revision === 0 ? [source, day, value] : [source, day, value, revision];
}

/** One entry per tier under which the source spoke of the account; nearly always one. */
function packSeries(series: Series, source: (id: string, tier: number) => number): Entry[] {
  const tiers = [...new Set(series.slots.map((slot) => slot.tier))].sort((a, b) => a - b);
  return tiers.map((tier) => {
    const slots = series.slots.filter((slot) => slot.tier === tier);
    const flat: (number | null)[] = [];
    slots.forEach((slot, i) => {
      const before = slots[i - 1];
      flat.push(slot.month - (before?.month ?? 0), slot.day - (before?.day ?? 0), slot.value);
    });
    const head: [number, string, (number | null)[]] = [source(series.sourceId, tier), series.account, flat];
    return slots.some((slot) => slot.revision !== 0) ? [...head, slots.map((slot) => slot.revision)] : head;
  });
}
