import { sealed } from '../dense/seal.ts';
import { fixed, type Reader, written, writtenText } from '../dense/symbols.ts';
import { type Evidence, gather, type Observation, type Series } from './evidence.ts';
import type { Dictionary } from './model.ts';
import { CODE_WIDTH } from './pack/fact-code.ts';
import { headOf, readFacts } from './pack/facts.ts';
import { FORMER_VERSION, unpackJson } from './pack/json-form.ts';
import { listReports, openReports, placesOf, type Report, VERSION, writtenReports } from './pack/reports.ts';
import { readSlots, seriesOf, writtenSlots } from './pack/slots.ts';

/**
 * Evidence as one text, canonical to the byte: format version, checksum, reports, then the facts by code. A fact is its
 * code, how many entries it has and whether they are series, and the entries:
 *   an observation  report, value (null = retracted)
 *   a series        account, how many slots, and as columns their months, reports and values
 * See docs/decisions/0015-evidence-encoding.md.
 */
export function pack(evidence: Evidence): string {
  const reports = listReports(evidence);
  const place = placesOf(reports);
  const facts: [code: number, text: string][] = [];
  evidence.dictionary.codes.forEach((code, fact) => {
    const observations = evidence.observations[fact] ?? [];
    const series = evidence.series[fact] ?? [];
    const entries = [
      ...observations.map(
        (observation) => written(place(observation.sourceId, observation)) + written(observation.value),
      ),
      ...series.map((one) => writtenSeries(one, place)),
    ];
    const head = written(headOf(entries.length, series.length > 0));
    if (entries.length > 0) facts.push([code, fixed(code, CODE_WIDTH) + head + entries.join('')]);
  });
  facts.sort(([a], [b]) => a - b);
  return sealed(VERSION, writtenReports(reports) + written(facts.length) + facts.map(([, text]) => text).join(''));
}

function writtenSeries(series: Series, place: ReturnType<typeof placesOf>): string {
  const { sourceId, account, slots } = series;
  const places = slots.map((slot) => place(sourceId, slot));
  return writtenText(account) + writtenSlots(series, places);
}

/**
 * All that is stored, to be merged with what is new, or shown; for scoring there is `open`. Throws a RangeError for a
 * format or a fact that it does not know, and a SyntaxError for damaged text.
 */
export function unpack(packed: string, dictionary: Dictionary): Evidence {
  if (packed[0] === FORMER_VERSION) return unpackJson(packed, dictionary);
  const { reader, reports } = openReports(packed);
  const observations: (Observation[] | undefined)[] = new Array(dictionary.names.length).fill(undefined);
  const series: (Series[] | undefined)[] = new Array(dictionary.names.length).fill(undefined);
  readFacts(reader, dictionary, (fact, { type }, entries) => {
    if (type === 'months') series[fact] = times(entries, () => readSeries(reader, reports));
    else observations[fact] = times(entries, () => readObservation(reader, reports));
  });
  return gather(dictionary, observations, series);
}

function readSeries(reader: Reader, reports: readonly Report[]): Series {
  const account = reader.textOf();
  return seriesOf(account, readSlots(reader), reports);
}

function readObservation(reader: Reader, reports: readonly Report[]): Observation {
  const { sourceId, tier, day, revision } = reports[reader.number()] as Report;
  return { sourceId, tier, day, revision, value: reader.value() };
}

function times<T>(count: number, make: () => T): T[] {
  const made: T[] = [];
  while (made.length < count) made.push(make());
  return made;
}
