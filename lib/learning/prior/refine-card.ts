import type { DictionaryFile } from '../../schemas/dictionary.ts';
import type { CharacteristicFile, ScorecardFile } from '../../schemas/scorecard.ts';
import { contentHash } from '../../scorecards/load.ts';
import { factOf } from '../card/dictionary.ts';
import { factNames } from '../card/names.ts';
import type { CardOptions } from '../card/options.ts';
import { provenanceOf } from '../card/provenance.ts';
import { pairOf } from '../card/rows.ts';
import { type Artefacts, dimensionsOf } from '../card/to-card.ts';
import type { Fitted, FittedCharacteristic } from '../fitted.ts';
import { addedRow } from './added.ts';
import type { Link, Prior } from './link.ts';
import { baselinesAfter } from './reference.ts';
import { type RefinedRow, refinedRow } from './rows.ts';
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
    version: grownVersion(known, options),
    facts: { ...known.facts, ...Object.fromEntries(facts) },
  };
}

/** Of a dictionary to which a card adds facts. */
export function grownVersion({ version }: DictionaryFile, card: Pick<CardOptions, 'id' | 'version'>): string {
  return `${version}+${card.id}-${card.version}`;
}

function dimensionsAfter(former: ScorecardFile, rows: readonly CharacteristicFile[]): ScorecardFile['dimensions'] {
  const shares = dimensionsOf(rows, {});
  const entries = Object.entries(former.dimensions).map(([name, dimension]) => {
    const { share, source } = shares[name as keyof typeof shares];
    return [name, share === dimension.share ? dimension : { ...dimension, share, source }];
  });
  return Object.fromEntries(entries);
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
