import type { FactWords } from '../../lib/learning/card/options.ts';
import { type Column, type Frame, outcomes } from '../../lib/learning/frame.ts';
import type { Declarations } from '../../lib/learning/guards/declared.ts';
import { guard } from '../../lib/learning/guards/guard.ts';
import type { ColumnOptions } from '../../lib/learning/options.ts';
import { own } from '../../lib/learning/own.ts';
import type { Prior } from '../../lib/learning/prior/link.ts';
import { Problem } from '../../local/problem.ts';
import { quoted } from './csv/header.ts';
import { linkPrior, type WithPrior } from './prior.ts';
import type { TrainingData } from './read-training.ts';
import { forNumbers, type TrainingSpec } from './spec.ts';

/** What the command line says of protected columns. */
export interface Flags {
  protected: readonly string[];
  allowAge: boolean;
  benchmark: boolean;
}

export interface Prepared {
  /** What may be learned from. */
  frame: Frame;
  /** For the fairness tables only. */
  protected: Column[];
  /** Columns of people's age that are learned from: the card must declare them. */
  age: string[];
  /** What the spec says of each column, for the fit. */
  columns: Record<string, ColumnOptions>;
  /** How the facts are named and who may state them, by column. */
  words: Record<string, FactWords>;
  /** The card to start from, and which of its characteristics the columns measure. */
  prior?: Pick<WithPrior, 'prior' | 'links'>;
  /** Lines for the lender to read: guesses, columns left out, warnings. */
  notes: string[];
}

/** The fit solves for the bins of all columns at once: twice as many take eight times as long. */
const MOST_COLUMNS = 200;
/** A rule of thumb from logistic regression wants ten outcomes for each coefficient (P. Peduzzi et al., 1996); with fewer than this in all, no card says much. */
const FEW = 100;

/** Said of a card that is learned from hardly anybody of one outcome. */
function fewOutcomes(frame: Frame): string[] {
  const { good, bad } = outcomes(frame);
  const fewer = Math.min(good, bad);
  return fewer >= FEW
    ? []
    : [`only ${fewer} people are ${bad < good ? 'bad' : 'good'}: the card will be little more than chance`];
}

/** Looks at the data before anything is learned. Throws a Problem when the lender has to decide something first. */
export function prepareTraining(data: TrainingData, spec: TrainingSpec, flags: Flags, prior?: Prior): Prepared {
  const names = [...data.frame.columns.map(({ name }) => name), ...data.leftOut.map(({ column }) => column)];
  const lost = flags.protected.filter((name) => !names.includes(name));
  if (lost.length > 0)
    throw new Problem(`there is no column ${quoted(lost)} to be protected`, `the columns are ${names.join(', ')}`);
  const { frame, protected: kept, age, findings } = guard(data.frame, declarations(spec, flags));
  const refused = findings.filter(({ action }) => action === 'refused');
  if (refused.length > 0)
    throw new Problem(
      refused.length === 1 ? 'a column needs a decision' : `${refused.length} columns need a decision`,
      refused.map(({ says }) => says).join('\n  '),
    );
  if (frame.columns.length === 0)
    throw new Problem('no column is left to learn from', 'see what was left out, and why');
  if (frame.columns.length > MOST_COLUMNS)
    throw new Problem(
      `${frame.columns.length} columns to learn from: all are weighed against one another, so ${MOST_COLUMNS} at most`,
      'choose, and say "ignore": true of the others in the spec',
    );
  const leftOut = data.leftOut.map(({ column, why }) => `${JSON.stringify(column)} holds ${why}: left out`);
  const banded = frame.columns.filter(({ name, kind }) => age.includes(name) && kind === 'category');
  if (banded.length > 0 && !flags.benchmark)
    throw new Problem(
      `${quoted(banded.map(({ name }) => name))} holds categories, and age is learned from in years`,
      'give the years, or --protected',
    );
  refuseForNumbers(frame.columns, spec);
  const isAge = (name: string) => age.includes(name) && !flags.benchmark;
  const said = Object.fromEntries(frame.columns.map(({ name }) => [name, columnOptions(spec, name, isAge(name))]));
  const linked = prior && linkPrior(frame.columns, said, prior, spec, { age, benchmark: flags.benchmark });
  const columns = linked?.columns ?? said;
  const words = frame.columns.map(({ name }) => [name, wordsOf(spec, name)] as const);
  return {
    frame: linked === undefined ? frame : { ...frame, columns: linked.frame },
    protected: kept,
    age,
    columns,
    words: Object.fromEntries(words),
    ...(linked && { prior: linked }),
    notes: [
      ...data.notes,
      ...fewOutcomes(frame),
      ...leftOut,
      ...findings.map(({ says }) => says),
      ...(linked?.notes ?? []),
      ...withoutDimension(columns),
    ],
  };
}

/** What the spec says of numbers would silently not hold for a column that turned out to be none. */
function refuseForNumbers(columns: readonly Column[], spec: TrainingSpec): void {
  for (const { name, kind } of columns) {
    const said = kind === 'number' ? [] : forNumbers(own(spec.columns, name) ?? {});
    if (said.length > 0)
      throw new Problem(
        `the spec gives ${said.join(', ')} for ${quoted([name])}, which holds categories`,
        'they are for numbers: leave them out, or mend the column',
      );
  }
}

/** The spec and the flags say the same kind of things; either is enough. */
function declarations({ columns }: TrainingSpec, flags: Flags): Declarations {
  const said = (value: boolean | 'age') =>
    Object.keys(columns).filter((column) => columns[column]!.protected === value);
  return {
    protected: [...flags.protected, ...said(true)],
    age: said('age'),
    harmless: said(false),
    allowAge: flags.allowAge,
    benchmark: flags.benchmark,
  };
}

/** Five dimensions are shown to people; what is not said is not guessed. */
function withoutDimension(columns: Readonly<Record<string, ColumnOptions>>): string[] {
  const names = Object.entries(columns).flatMap(([name, { dimension }]) => (dimension === undefined ? [name] : []));
  if (names.length === 0) return [];
  return [`in the dimension creditHistory, since the spec names no other: ${names.join(', ')}`];
}

function wordsOf({ columns }: TrainingSpec, name: string): FactWords {
  const { label, reason, unit, halfLifeDays, assertableBy, actionable } = own(columns, name) ?? {};
  return {
    ...(label !== undefined && { label }),
    ...(reason !== undefined && { reason }),
    ...(unit !== undefined && { unit }),
    ...(halfLifeDays !== undefined && { halfLifeDays }),
    ...(assertableBy !== undefined && { assertableBy }),
    ...(actionable !== undefined && { actionable }),
  };
}

function columnOptions({ columns }: TrainingSpec, name: string, isAge: boolean): ColumnOptions {
  const { monotonicity, special, cuts, dimension } = own(columns, name) ?? {};
  return {
    ...(monotonicity !== undefined && { direction: monotonicity }),
    ...(special !== undefined && { special }),
    ...(cuts !== undefined && { cuts }),
    ...(dimension !== undefined && { dimension }),
    ...(isAge && { age: true }),
  };
}
