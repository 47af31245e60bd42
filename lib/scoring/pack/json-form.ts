import { type Evidence, gather, mergeSeries, type Observation, type Series, type Slot } from '../evidence.ts';
import type { Dictionary, Value } from '../model.ts';

/**
 * The former format, in which profiles lie until they change: `1[sources, facts]`, where the leading digit is the version,
 * sources = [sourceId, tier][], facts = [name, ...entries][] and an entry is
 *   [source, day, value, revision?]                         an observation (value null = retracted)
 *   [source, account, [month, day, value, ...], revisions?]  a series; months and days as differences from the one before
 */
export const FORMER_VERSION = '1';

type SourceEntry = [sourceId: string, tier: number];
type Entry =
  | [source: number, day: number, value: Value | null, revision?: number]
  | [source: number, account: string, slots: (number | null)[], revisions?: number[]];
type PackedFact = [name: string, ...Entry[]];

/** Throws a SyntaxError for damaged text. */
export function unpackJson(packed: string, dictionary: Dictionary): Evidence {
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

function unpackObservation(entry: Entry, sources: SourceEntry[]): Observation {
  const [source, day, value, revision] = entry as [number, number, Value | null, number?];
  const [sourceId, tier] = sourceAt(sources, source);
  return { sourceId, tier, day, revision: revision ?? 0, value };
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
