import { unsealed } from '../../dense/seal.ts';
import { column, type Reader, signed, unsigned, written, writtenText } from '../../dense/symbols.ts';
import { compareText, type Evidence } from '../evidence.ts';

/** What a source said on one day, in one revision: nearly all that is stored of a person comes in a few of these. */
export interface Report {
  sourceId: string;
  tier: number;
  day: number;
  revision: number;
}

/** The format version that is written. */
export const VERSION = '2';

/** A day near most days: they are written as differences, the first one from this. */
const NEAR_DAY = 20_500;

/** Every report that something of the evidence comes from, in an order that follows from their content. */
export function listReports({ observations, series }: Evidence): Report[] {
  const seen = new Map<string, Report>();
  let last: Report | undefined;
  const add = (sourceId: string, { tier, day, revision }: Omit<Report, 'sourceId'>) => {
    const report = { sourceId, tier, day, revision };
    if (last === undefined || !sameReport(last, report)) seen.set(keyOf(report), report);
    last = report;
  };
  for (const list of observations) for (const observation of list ?? []) add(observation.sourceId, observation);
  for (const list of series)
    for (const { sourceId, slots } of list ?? []) for (const slot of slots) add(sourceId, slot);
  return [...seen.values()].sort(
    (a, b) => compareText(a.sourceId, b.sourceId) || a.tier - b.tier || a.day - b.day || a.revision - b.revision,
  );
}

/** Where a report is in the list; most slots come from the report of the one before. */
export function placesOf(
  reports: readonly Report[],
): (sourceId: string, statement: Omit<Report, 'sourceId'>) => number {
  const places = new Map(reports.map((report, place) => [keyOf(report), place]));
  let last = 0;
  return (sourceId, { tier, day, revision }) => {
    const report = { sourceId, tier, day, revision };
    if (!sameReport(reports[last] as Report, report)) last = places.get(keyOf(report)) as number;
    return last;
  };
}

function sameReport(a: Report, b: Report): boolean {
  return a.day === b.day && a.revision === b.revision && sameSource(a, b);
}

function keyOf({ sourceId, tier, day, revision }: Report): string {
  return `${tier} ${day} ${revision} ${sourceId}`;
}

/** The sources, then what reports are whose, their days and revisions. */
export function writtenReports(reports: readonly Report[]): string {
  const starts = reports.filter((report, i) => i === 0 || !sameSource(report, reports[i - 1] as Report));
  const whose = reports.map((report) => starts.findIndex((start) => sameSource(start, report)));
  const days = reports.map(({ day }, i) => signed(day - (reports[i - 1]?.day ?? NEAR_DAY)));
  return [
    written(starts.length),
    ...starts.map(({ tier, sourceId }) => written(tier) + writtenText(sourceId)),
    written(reports.length),
    column(whose),
    column(days),
    column(reports.map(({ revision }) => revision)),
  ].join('');
}

function sameSource(a: Report, b: Report): boolean {
  return a.sourceId === b.sourceId && a.tier === b.tier;
}

/** The reports of packed evidence, and a reader that stands before the facts. Throws as `unpack` does. */
export function openReports(packed: string): { reader: Reader; reports: readonly Report[] } {
  if (packed[0] !== VERSION) throw new RangeError(`evidence has the unknown format version ${packed[0] ?? '(empty)'}`);
  const reader = unsealed(packed);
  if (reader === undefined) throw new SyntaxError('evidence is damaged');
  return { reader, reports: readReports(reader) };
}

function readReports(reader: Reader): Report[] {
  const sources: [tier: number, sourceId: string][] = [];
  for (let left = reader.number(); left > 0; left -= 1) sources.push([reader.number(), reader.textOf()]);
  const count = reader.number();
  const whose = reader.column<number>(count);
  const days = reader.column<number>(count);
  const revisions = reader.column<number>(count);
  const reports: Report[] = [];
  let day = NEAR_DAY;
  for (let i = 0; i < count; i += 1) {
    const [tier, sourceId] = sources[whose[i] as number] as [number, string];
    day += unsigned(days[i] as number);
    reports.push({ sourceId, tier, day, revision: revisions[i] as number });
  }
  return reports;
}
