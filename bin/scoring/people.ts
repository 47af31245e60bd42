import type { Column } from '../../lib/learning/frame.ts';
import { soundOf } from '../../lib/learning/guards/names.ts';
import type { Judged } from '../../lib/learning/validation/people.ts';
import { Tally } from '../../lib/learning/validation/tally.ts';
import { Problem } from '../../local/problem.ts';
import { categoryFromCodes } from '../training/categories.ts';
import { ColumnReader, MOST_CATEGORIES } from '../training/column-reader.ts';
import { placeOf, refuseRagged } from '../training/csv/header.ts';
import type { Table } from '../training/csv/table.ts';
import { Growing } from '../training/growing.ts';
import { outcomeOf, refuseNobody, refuseOneClass, weightOf } from '../training/target.ts';
import { trimmed } from '../training/texts.ts';
import type { RowScorer } from './row-scorer.ts';
import type { ValidateFile } from './validate-file.ts';

/** The rows of the file as they come: scores, outcomes, weights, and the groups that people belong to. */
export class People {
  refused = 0;
  #unscorable = 0;
  #ofNobody = 0;
  readonly #options: ValidateFile;
  readonly #table: Table;
  readonly #scorer: RowScorer;
  readonly #other: RowScorer | undefined;
  readonly #targetAt: number;
  readonly #weightAt: number;
  readonly #groups: { at: number; reader: ColumnReader }[];
  readonly #score = new Growing(new Float64Array());
  readonly #otherScore = new Growing(new Float64Array());
  readonly #bad = new Growing(new Uint8Array());
  readonly #weights = new Growing(new Float64Array());
  readonly #tally: Tally;

  constructor(options: ValidateFile, table: Table, scorer: RowScorer, other: RowScorer | undefined) {
    const { header, name } = table;
    this.#options = options;
    this.#table = table;
    this.#scorer = scorer;
    this.#other = other;
    this.#targetAt = placeOf(options.target, header, name);
    this.#weightAt = options.weights === undefined ? -1 : placeOf(options.weights, header, name);
    this.#tally = new Tally(options.card);
    this.#groups = options.protected.map((column) => ({
      at: placeOf(column, header, name),
      reader: new ColumnReader(column, {}, undefined, 0),
    }));
  }

  take(cells: string[], row: number, line: number): void {
    const { header, name } = this.#table;
    const { target, weights } = this.#options;
    const place = { name, row, line };
    refuseRagged(cells, header, place);
    const bad = outcomeOf(trimmed(cells[this.#targetAt]!), target, place);
    const weight = weights === undefined ? 1 : weightOf(trimmed(cells[this.#weightAt]!), weights, place);
    // Stands for nobody.
    if (weight === 0) {
      this.#ofNobody += 1;
      return;
    }
    const result = this.#scorer.score(cells);
    if (Array.isArray(result)) this.refused += 1;
    else if (result.status === 'unscorable') this.#unscorable += 1;
    else {
      this.#score.push(result.score);
      this.#bad.push(bad);
      this.#weights.push(weight);
      this.#tally.add(this.#scorer.bins(), bad, weight);
      for (const { at, reader } of this.#groups) reader.take(trimmed(cells[at]!), row, line);
      if (this.#other !== undefined) this.#otherScore.push(scoreOf(this.#other, cells));
    }
  }

  judged() {
    const { target, weights, other } = this.#options;
    const { name } = this.#table;
    const bad = this.#bad.done();
    if (bad.length === 0 && this.refused + this.#unscorable > 0)
      throw new Problem(
        `none of the ${this.refused + this.#unscorable} rows of ${name} could be scored`,
        'try tahini score: it says why',
      );
    if (bad.length === 0 && this.#ofNobody > 0)
      throw new Problem(`every row of ${name} stands for 0 people`, 'give --weights a column that says how many');
    refuseOneClass(bad, target, name);
    if (weights !== undefined) refuseNobody(bad, this.#weights.done(), weights, name);
    const people: Judged = {
      score: this.#score.done(),
      bad,
      weights: weights === undefined ? undefined : this.#weights.done(),
    };
    return {
      people,
      unscorable: this.#unscorable,
      tally: this.#tally,
      other: other && { card: other, score: this.#otherScore.done() },
      protected: this.#groups.map(({ reader }) => ({
        column: groupColumn(reader),
        isAge: soundOf(reader.name) === 'age',
      })),
    };
  }
}

function scoreOf(scorer: RowScorer, cells: string[]): number {
  const result = scorer.score(cells);
  return Array.isArray(result) || result.status === 'unscorable' ? Number.NaN : result.score;
}

/** Numbers when all are, else categories; nothing is refused, since a group is only counted. */
function groupColumn({ name, strays, numeric, numbers, codes, texts }: ColumnReader): Column {
  if (strays === undefined && numeric > 0) return { name, kind: 'number', values: numbers.done() };
  if (codes !== undefined) return categoryFromCodes(name, codes.done(), texts);
  throw new Problem(
    `the protected column ${JSON.stringify(name)} has more than ${MOST_CATEGORIES} different texts`,
    'name a column that parts people into groups',
  );
}
