import {
  compareText,
  type Evidence,
  gather,
  mergeSeries,
  type Observation,
  type Series,
  type Slot,
} from './evidence.ts';
import type { Dictionary, Value } from './model.ts';

/**
 * Evidence as one string, canonical to the byte: `1[sources, facts]`, where the leading digit is the format version,
 * sources = [sourceId, tier][], facts = [name, ...entries][] and an entry is
 *   [source, day, value, revision?]                         an observation (value null = retracted)
 *   [source, account, [month, day, value, ...], revisions?]  a series; months and days as differences from the one before
 */
const VERSION = '1';

type SourceEntry = [sourceId: string, tier: number];
type Entry =
  | [source: number, day: number, value: Value | null, revision?: number]
  | [source: number, account: string, slots: (number | null)[], revisions?: number[]];
type PackedFact = [name: string, ...Entry[]];

export function pack(evidence: Evidence): string {
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

/** Throws a RangeError for a format it does not know, and a SyntaxError for damaged text. */
export function unpack(packed: string, dictionary: Dictionary): Evidence {
  if (packed[0] !== VERSION) throw new RangeError(`evidence has the unknown format version ${packed[0] ?? '(empty)'}`);
  const [sources, facts] = JSON.parse(packed.slice(1)) as [SourceEntry[], PackedFact[]];
  const observations: (Observation[] | undefined)[] = new Array(dictionary.names.length).fill(undefined);
  const series: (Series[] | undefined)[] = new Array(dictionary.names.length).fill(undefined);
  for (const [name, ...entries] of facts) {
    const fact = dictionary.index.get(name);
    if (fact === undefined) throw new RangeError('evidence names a fact that the dictionary does not know');
    if (dictionary.facts[fact]?.type === 'months') series[fact] = unpackSeries(entries, sources);
    else observations[fact] = entries.map((entry) => unpackObservation(entry, sources));
  }
  return gather(dictionary, observations, series);
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

function unpackObservation(entry: Entry, sources: SourceEntry[]): Observation {
  const [source, day, value, revision] = entry as [number, number, Value | null, number?];
  const [sourceId, tier] = sourceAt(sources, source);
  return { sourceId, tier, day, revision: revision ?? 0, value };
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

function unpackSeries(entries: Entry[], sources: SourceEntry[]): Series[] {
  const out: Series[] = [];
  for (const entry of entries) {
    const series = unpackOneSeries(entry, sources);
    const last = out.at(-1);
    if (last && last.sourceId === series.sourceId && last.account === series.account)
      out[out.length - 1] = mergeSeries(last, series);
    else out.push(series);
  }
  return out;
}

function unpackOneSeries(entry: Entry, sources: SourceEntry[]): Series {
  const [source, account, flat, revisions] = entry as [number, string, (number | null)[], number[]?];
  const [sourceId, tier] = sourceAt(sources, source);
  const slots: Slot[] = [];
  let month = 0;
  let day = 0;
  for (let i = 0; i < flat.length; i += 3) {
    month += flat[i] as number;
    day += flat[i + 1] as number;
    slots.push({ month, value: flat[i + 2] as number | null, tier, day, revision: revisions?.[i / 3] ?? 0 });
  }
  return { sourceId, account, slots };
}

function sourceAt(sources: SourceEntry[], index: number): SourceEntry {
  const source = sources[index];
  if (source === undefined) throw new RangeError('evidence names a source that it does not list');
  return source;
}
