import { RowEvidence } from '../../lib/learning/validation/row-evidence.ts';
import type { Input, Inputs, Scorecard, Value } from '../../lib/scoring/model.ts';
import { type Profile, resolve } from '../../lib/scoring/resolve.ts';
import { assess, type Score, score, type Unscorable } from '../../lib/scoring/score.ts';
import { type Violation, violation } from '../import/convert.ts';
import { trimmed } from '../training/texts.ts';
import { inputOf, type Measured } from './measured.ts';
import { factReader, type ReadCell } from './read-cell.ts';
import type { Source } from './sources.ts';

/** Whose word a row is. */
const SOURCE = 'tahini-score';

export interface Scoring {
  card: Scorecard;
  sources: readonly Source[];
  measured: readonly Measured[];
  /** Cells of a row. */
  width: number;
  /** Days since 1970; everything is stated on this day. */
  asOf: number;
  consents: Profile['consents'];
  /** Refuse a category that the dictionary does not know, as the API does, instead of giving it the unseen bin. */
  strict: boolean;
}

/** Scores one row after another through the one `score()`, as if a registry had stated today what stands in it. */
export class RowScorer {
  /** Cells with a category that the dictionary does not know, by column. */
  readonly unseen = new Map<string, number>();
  /** What is known of the row that was scored last. */
  readonly profile: Profile;
  readonly #known: RowEvidence;
  readonly #scoring: Scoring;
  /** What the months of the row come to, by characteristic. */
  readonly #folded = new Map<number, Input>();
  readonly #facts: { source: Source; name: string; read: ReadCell }[];

  constructor(scoring: Scoring) {
    const { card, sources, asOf, consents } = scoring;
    this.#scoring = scoring;
    this.#known = new RowEvidence(card.dictionary, asOf, SOURCE);
    this.profile = { evidence: this.#known.evidence, consents };
    this.#facts = [...sources]
      .sort((a, b) => a.fact - b.fact)
      .map((source) => ({
        source,
        name: card.dictionary.names[source.fact]!,
        read: factReader(card.dictionary.facts[source.fact]!, source, asOf),
      }));
  }

  /** The result, valid for good; or why the row is refused. */
  score(cells: readonly string[]): Score | Unscorable | Violation[] {
    const { card, asOf, width, measured } = this.#scoring;
    if (cells.length !== width)
      return [violation('column-count', '', `The row has ${cells.length} cells, the header ${width}.`)];
    const violations = this.#state(cells);
    return violations ?? (measured.length === 0 ? score(this.profile, card, asOf) : assess(this.#inputs(), card));
  }

  /** The cell of the card that each characteristic of the row fell into: its place among the points, -1 = missing. */
  bins(): number[] {
    return this.#inputs().inputs.map((input) => input?.bin ?? -1);
  }

  #inputs(): Inputs {
    const { card, asOf } = this.#scoring;
    const resolved = resolve(this.profile, card, asOf);
    if (this.#folded.size === 0) return resolved;
    const isWithheld = (dimension: number) => ((resolved.withheld >> dimension) & 1) === 1;
    const inputs = card.characteristics.map(({ index, dimension }) =>
      isWithheld(dimension) ? undefined : (this.#folded.get(index) ?? resolved.inputs[index]),
    );
    return { ...resolved, inputs };
  }

  #state(cells: readonly string[]): Violation[] | undefined {
    let violations: Violation[] | undefined;
    this.#known.clear();
    for (const { source, name, read } of this.#facts) {
      const said = read(trimmed(cells[source.at]!));
      if (said === undefined) continue;
      if ('rule' in said || (said.unseen && this.#scoring.strict)) {
        violations ??= [];
        violations.push(broken(said, name));
      } else {
        if (said.unseen) this.unseen.set(source.column, (this.unseen.get(source.column) ?? 0) + 1);
        this.#known.state(source.fact, said.value, said.code);
      }
    }
    return this.#measure(cells, violations);
  }

  #measure(cells: readonly string[], before: Violation[] | undefined): Violation[] | undefined {
    const { card, asOf, measured } = this.#scoring;
    let violations = before;
    this.#folded.clear();
    for (const each of measured) {
      const measure = each.read(trimmed(cells[each.at]!));
      if (Number.isNaN(measure)) {
        violations ??= [];
        violations.push(violation('not-a-number', `/facts/${each.row.factName}`, 'Must be what its months come to.'));
      } else if (measure !== undefined) {
        this.#folded.set(each.row.index, inputOf(each, measure, card, asOf, SOURCE));
      }
    }
    return violations;
  }
}

function broken(said: { rule: string; detail: string } | { value: Value }, name: string): Violation {
  const { rule, detail } =
    'rule' in said ? said : { rule: 'unknown-category', detail: 'The dictionary has no such category.' };
  return violation(rule, `/facts/${name}/value`, detail);
}
