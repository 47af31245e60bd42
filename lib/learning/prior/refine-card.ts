import type { DictionaryFile } from '../../schemas/dictionary.ts';
import type { CharacteristicFile, ScorecardFile } from '../../schemas/scorecard.ts';
import { contentHash } from '../../scorecards/load.ts';
import { factOf } from '../card/dictionary.ts';
import { factNames } from '../card/names.ts';
import type { CardOptions } from '../card/options.ts';
import { provenanceOf } from '../card/provenance.ts';
import { pairOf, rowOf } from '../card/rows.ts';
import type { Artefacts } from '../card/to-card.ts';
import { dimensionsOf } from '../card/to-card.ts';
import type { Fitted, FittedCharacteristic } from '../fitted.ts';
import type { Link, Prior } from './link.ts';
import { binsOf, type RefinedRow, refinedRow } from './rows.ts';
import { scaleAfter } from './scale.ts';

/**
 * A fitted table as the former card refined: its facts, words, sources, bands and trust all stay, and so does every
 * characteristic that was not learned from. Columns that are no facts of its dictionary make it grow.
 */
export function refineCard(
  fitted: Fitted,
  prior: Prior,
  links: ReadonlyMap<string, Link>,
  options: CardOptions,
): Artefacts {
  const { card: former, dictionary: known } = prior;
  const factor = fitted.strengths.pdo! / Math.LN2;
  const refined = refinedRows(fitted, links, factor);
  const names = namesOf(fitted, known, former, links);
  const added = fitted.characteristics.filter(({ column }) => links.get(column)?.row === undefined);
  const kept = former.characteristics.map((row) => refined.get(row.id)?.row ?? row);
  const rows = [
    ...kept,
    ...added.map((one) => addedRow(one, names.get(one.column)!, links.get(one.column), { factor, former, options })),
  ];
  const dictionary = grown(
    known,
    added.filter(({ column }) => !links.has(column)),
    names,
    options,
  );
  const atNothing = kept.reduce(
    (sum, row) => sum + (refined.get(row.id)?.base ?? row.missing.points),
    former.scale.offset,
  );
  const card: ScorecardFile = {
    ...former,
    ...scaleAfter(fitted, former, atNothing),
    $comment: undefined,
    id: options.id,
    version: options.version,
    kind: 'learned',
    title: options.title,
    dictionary: { id: dictionary.id, hash: contentHash(dictionary) },
    dimensions: dimensionsAfter(former, rows),
    usesAge: former.usesAge || Object.values(options.protectedColumns ?? {}).includes('age'),
    benchmarkOnly: options.benchmarkOnly ?? false,
    characteristics: rows,
    pairs: fitted.pairs.map((pair) => pairOf(pair, names, factor, options)),
    baselines: baselinesAfter(fitted, former, names, { refined, factor }),
    provenance: {
      ...provenanceOf(fitted, names, options),
      ...columnsOf(fitted, names, links),
      prior: { id: former.id, version: former.version, hash: prior.hash },
    },
  };
  return { dictionary, card: JSON.parse(JSON.stringify(card)) };
}

function refinedRows(fitted: Fitted, links: ReadonlyMap<string, Link>, factor: number): Map<string, RefinedRow> {
  const entries = fitted.characteristics.flatMap((one): [string, RefinedRow][] => {
    const link = links.get(one.column);
    return link?.row === undefined ? [] : [[link.row.id, refinedRow(one, { ...link, row: link.row }, factor)]];
  });
  return new Map(entries);
}

/** The characteristic's id of each column. */
function namesOf(
  { characteristics }: Fitted,
  { facts }: DictionaryFile,
  former: ScorecardFile,
  links: ReadonlyMap<string, Link>,
) {
  const taken = [...Object.keys(facts), ...former.characteristics.map(({ id }) => id)];
  const own = factNames(
    characteristics.flatMap(({ column }) => (links.has(column) ? [] : [column])),
    taken,
  );
  return new Map(
    characteristics.map(({ column }) => {
      const link = links.get(column);
      return [column, link === undefined ? own.get(column)! : (link.row?.id ?? link.factName)] as const;
    }),
  );
}

/** A characteristic that the former card did not have, on a fact of its dictionary or on a new one. */
function addedRow(
  fitted: FittedCharacteristic,
  name: string,
  link: Link | undefined,
  { factor, former, options }: { factor: number; former: ScorecardFile; options: CardOptions },
): CharacteristicFile {
  const words = link === undefined ? options : { ...options, words: { [fitted.column]: { label: link.fact.label } } };
  const row = rowOf(fitted, name, factor, words);
  const cells = fitted.cells.map(({ woe }, k) => ({ ...pointsAt(row, k), woe: Math.round(1e4 * woe) / 1e4 + 0 }));
  const isFlag = link?.fact.type === 'flag';
  const { characteristics } = former;
  const weightPerPoint = sum(characteristics, (one) => one.coverageWeight) / Math.max(1, sum(characteristics, width));
  return {
    ...row,
    ...(isFlag && { bins: binsOf(fitted, true, cells), direction: 'none' as const }),
    // Weights of one card must be of one kind: as many to the point as the former ones.
    coverageWeight: Math.round(1000 * weightPerPoint * width(row)) / 1000,
  };
}

function pointsAt({ bins, special, unseen, missing }: CharacteristicFile, k: number): { points: number } {
  const cells = [...bins, ...special, ...(unseen === undefined ? [] : [unseen]), missing];
  return { points: cells[k]!.points };
}

function width({ bins }: CharacteristicFile): number {
  const points = bins.map((bin) => bin.points);
  return Math.max(...points) - Math.min(...points);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** The former dictionary itself, as long as all columns are its facts: then the card is served wherever that one was. */
function grown(
  known: DictionaryFile,
  added: readonly FittedCharacteristic[],
  names: ReadonlyMap<string, string>,
  options: CardOptions,
): DictionaryFile {
  if (added.length === 0) return known;
  const facts = added.map((one) => [names.get(one.column)!, factOf(one, options)] as const);
  return {
    ...known,
    version: `${known.version}+${options.id}-${options.version}`,
    facts: { ...known.facts, ...Object.fromEntries(facts) },
  };
}

function dimensionsAfter(former: ScorecardFile, rows: readonly CharacteristicFile[]): ScorecardFile['dimensions'] {
  const shares = dimensionsOf(rows, {});
  const entries = Object.entries(former.dimensions).map(([name, dimension]) => {
    const { share, source } = shares[name as keyof typeof shares];
    return [name, share === dimension.share ? dimension : { ...dimension, share, source }];
  });
  return Object.fromEntries(entries);
}

/** The people of the training data, where they were learned from; else the former card's reference. */
function baselinesAfter(
  { characteristics }: Fitted,
  { baselines }: ScorecardFile,
  names: ReadonlyMap<string, string>,
  { refined, factor }: { refined: ReadonlyMap<string, RefinedRow>; factor: number },
): ScorecardFile['baselines'] {
  const points = (of: (row: FittedCharacteristic) => number) =>
    Object.fromEntries(
      characteristics.map((row) => {
        const id = names.get(row.column)!;
        return [id, Math.round(1000 * ((refined.get(id)?.base ?? 0) + of(row) * factor)) / 1000 + 0];
      }),
    );
  return {
    source: `mean points in the training data of what was learned; of the rest: ${baselines.source}`,
    population: { ...baselines.population, ...points(() => 0) },
    cutoff: { ...baselines.cutoff, ...points(({ nearCutoff }) => nearCutoff) },
  };
}

/** The columns that state facts; and those that hold what a date or monthly records come to, which no row of a file states. */
function columnsOf({ characteristics }: Fitted, names: ReadonlyMap<string, string>, links: ReadonlyMap<string, Link>) {
  const measured = (column: string) => ['since', 'months'].includes(links.get(column)?.fact.type ?? '');
  const pick = (wanted: boolean, of: (column: string) => string) =>
    Object.fromEntries(
      characteristics.flatMap(({ column }) => (measured(column) === wanted ? [[of(column), column] as const] : [])),
    );
  return {
    columns: pick(false, (column) => links.get(column)?.factName ?? names.get(column)!),
    measured: pick(true, (column) => names.get(column)!),
  };
}
