import { TIERS } from '../../schemas/dictionary.ts';
import type { Evidence, Observation, Statement } from '../../scoring/evidence.ts';
import type { Dictionary, Value } from '../../scoring/model.ts';

/** A statement of today that is told for each row anew, in both of its forms: as it is stored and as it is scored. */
interface Register {
  observation: [Observation & { value: Value | null }];
  statement: Statement;
}

/**
 * The evidence of one row after another, in the same registers: what `gather` would make of one statement a fact, without
 * making anything. A test holds the two together.
 */
export class RowEvidence {
  readonly evidence: Evidence;
  readonly #registers: (Register | undefined)[];
  readonly #observations: ([Observation] | undefined)[];
  readonly #sole: (Statement | undefined)[];
  readonly #present: number[] = [];

  constructor(dictionary: Dictionary, asOf: number, sourceId: string) {
    const nothing = () => dictionary.names.map(() => undefined);
    this.#registers = dictionary.facts.map(({ type, assertableBy }) => {
      if (type === 'months') return undefined;
      const tier = Math.max(...assertableBy.map((name) => TIERS.indexOf(name)));
      const said = { day: asOf, tier, sourceId: TIERS[tier] === 'self' ? 'self' : sourceId };
      return { observation: [{ ...said, revision: 0, value: null }], statement: { code: Number.NaN, ...said } };
    });
    this.#observations = nothing();
    this.#sole = nothing();
    this.evidence = {
      dictionary,
      observations: this.#observations,
      series: nothing(),
      months: nothing(),
      sole: this.#sole,
      several: nothing(),
      contested: [],
      present: this.#present,
      latest: asOf,
      partners: undefined,
    };
  }

  /** Forgets the row before. */
  clear(): void {
    for (const fact of this.#present) {
      this.#observations[fact] = undefined;
      this.#sole[fact] = undefined;
    }
    this.#present.length = 0;
  }

  /** States a fact; in the order of the dictionary, as `gather` lists them. `code` as in lib/scoring/points.ts. */
  state(fact: number, value: Value, code: number): void {
    const register = this.#registers[fact]!;
    register.observation[0].value = value;
    register.statement.code = code;
    this.#observations[fact] = register.observation;
    this.#sole[fact] = register.statement;
    this.#present.push(fact);
  }
}
