import type { Column } from '../../lib/learning/frame.ts';
import type { ColumnOptions } from '../../lib/learning/options.ts';
import { own } from '../../lib/learning/own.ts';
import { type Link, linkColumns, type Prior } from '../../lib/learning/prior/link.ts';
import { linkedOptions } from '../../lib/learning/prior/options.ts';
import type { DictionaryFile } from '../../lib/schemas/dictionary.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { Problem } from '../../local/problem.ts';
import { readDocument } from '../scoring/artefacts.ts';
import { quoted } from './csv/header.ts';
import type { TrainingSpec } from './spec.ts';

/** Reads the card to start from, with its dictionary beside it. Throws a Problem, or an ArtefactError. */
export function readPrior(file: string, benchmark: boolean): Prior {
  const json = readDocument(file, undefined, '--prior');
  const { file: card, hash } = loadScorecard(json.scorecard, loadDictionary(json.dictionary));
  if (card.benchmarkOnly && !benchmark)
    throw new Problem(`${file} is for benchmarks only`, 'name another one with --prior, or give --benchmark');
  if (card.pairs.length > 0)
    throw new Problem(`${file} has pair tables, which cannot be refined yet`, 'name a card without with --prior');
  // Checked above; kept as it is written, since the card states the hash of that.
  return { card, hash, dictionary: json.dictionary as DictionaryFile };
}

export interface WithPrior {
  prior: Prior;
  /** By column. */
  links: ReadonlyMap<string, Link>;
  /** Flags are 0 and 1 here. */
  frame: Column[];
  columns: Record<string, ColumnOptions>;
  notes: string[];
}

/** Finds what each column measures of the prior. Throws a Problem for all that does not fit together. */
export function linkPrior(
  columns: readonly Column[],
  options: Readonly<Record<string, ColumnOptions>>,
  prior: Prior,
  { columns: spec }: TrainingSpec,
  { age, benchmark }: { age: readonly string[]; benchmark: boolean },
): WithPrior {
  const said = Object.entries(spec).flatMap(([name, one]) => (one.characteristic ? [[name, one.characteristic]] : []));
  const { links, problems } = linkColumns(columns, prior, Object.fromEntries(said));
  const guarded = benchmark ? [] : [...links].flatMap(([name, link]) => undeclared(name, link, age));
  const all = [...problems, ...guarded, ...[...links.keys()].flatMap((name) => alreadySaid(name, own(spec, name)))];
  if (all.length > 0) throw new Problem('the data and the prior do not fit together', all.join('; '));
  const scored = prior.card.characteristics.map(({ id }) => id);
  const refined = [...links.values()].flatMap(({ row }) => row?.id ?? []);
  if (refined.length === 0)
    throw new Problem(
      'no column is a characteristic of the prior',
      `call them as it does, or say "characteristic" in the spec: ${scored.join(', ')}`,
    );
  const added = columns.flatMap(({ name }) => (links.get(name)?.row === undefined ? [name] : []));
  return {
    prior,
    links,
    frame: columns.map((column) => links.get(column.name)?.column ?? column),
    columns: Object.fromEntries(
      Object.entries(options).map(([name, one]) => {
        const link = links.get(name);
        return [name, link === undefined ? one : linkedOptions(one, link)];
      }),
    ),
    notes: [
      `of the prior's ${scored.length} characteristics ${refined.length} are in the data: ${refined.join(', ')}; the others stay as they are`,
      ...(added.length > 0 ? [`new to the prior: ${added.join(', ')}`] : []),
    ],
  };
}

function undeclared(name: string, { fact, factName }: Link, age: readonly string[]): string[] {
  if (fact.protected === true)
    return [`${quoted([name])} is ${factName} of the prior, which is protected: --protected`];
  if (fact.protected === 'age' && !age.includes(name))
    return [
      `${quoted([name])} is ${factName} of the prior, people's age: give --allow-age and "protected": "age" in the spec`,
    ];
  return [];
}

/** The prior's words stand: two truths about one fact would be one too many. */
function alreadySaid(name: string, spec: TrainingSpec['columns'][string] | undefined): string[] {
  const { label, reason, unit, halfLifeDays, assertableBy, actionable, dimension } = spec ?? {};
  const given = Object.entries({ label, reason, unit, halfLifeDays, assertableBy, actionable, dimension });
  const words = given.flatMap(([word, value]) => (value === undefined ? [] : [word]));
  if (words.length === 0) return [];
  return [
    `${quoted([name])} is a fact of the prior, whose dictionary says its ${words.join(', ')}: leave that out of the spec`,
  ];
}
