import type { Frame } from '../../lib/learning/frame.ts';
import { TIERS } from '../../lib/schemas/dictionary.ts';
import { gather, type Observation } from '../../lib/scoring/evidence.ts';
import type { Characteristic, Scorecard, Value } from '../../lib/scoring/model.ts';
import { binOf, codeOf } from '../../lib/scoring/points.ts';
import type { Profile } from '../../lib/scoring/resolve.ts';
import { drawsFrom } from './draws.ts';
import { MISTAKEN, type Scenario } from './scenarios.ts';

/** The loan's own terms: the lender sets them, nobody declares them. */
const OF_THE_LOAN = ['duration_in_month', 'credit_amount', 'installment_rate_in_percentage_of_disposable_income'];

/** The day on which everything is said. */
export const TODAY = 20_000;

/** What is true of one person, and the chances that decide what is said: the same ones in every scenario. */
export interface Person {
  bad: boolean;
  /** Below the scenario's share, one who may lie in it inflates. */
  temptation: number;
  facts: readonly Told[];
}

interface Told {
  fact: number;
  truth: Value;
  /** What an honest person declares, by mistake or not; undefined = not declarable. */
  honest: Value | undefined;
  best: Value;
  /** Below the scenario's shares, an inflating person inflates this fact, a partner speaks of it. */
  inflate: number;
  verify: number;
}

/** The rows of a frame as people; the same seed draws the same chances. `card` says which value of a fact is the best. */
export function peopleOf(frame: Frame, card: Scorecard, seed: number): Person[] {
  const draw = drawsFrom(seed);
  const columns = card.characteristics.map((row) => columnOf(row, card, frame));
  return Array.from({ length: frame.rows }, (_, i) => ({
    bad: frame.bad[i] === 1,
    temptation: draw(),
    facts: columns.map(({ fact, values, best, declarable }) => {
      const [mistake, whose, inflate, verify] = [draw(), draw(), draw(), draw()];
      const truth = values[i] as Value;
      const others = values[Math.floor(whose * frame.rows)] as Value;
      const honest = mistake < MISTAKEN ? others : truth;
      return { fact, truth, honest: declarable ? honest : undefined, best, inflate, verify };
    }),
  }));
}

function columnOf(row: Characteristic, { file, dictionary }: Scorecard, frame: Frame) {
  const names = file.provenance.columns as Record<string, string> | undefined;
  const name = names?.[row.factName] ?? row.factName;
  const column = frame.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new RangeError(`the data have no column '${name}'`);
  const values: Value[] =
    column.kind === 'number' ? [...column.values] : Array.from(column.codes, (code) => column.labels[code] as string);
  const definition = dictionary.facts[row.fact];
  if (definition === undefined) throw new RangeError(`the dictionary has no fact '${row.factName}'`);
  const points = (value: Value) => row.points[binOf(row, codeOf(definition, value))] as number;
  const best = [...new Set(values)].reduce((a, b) => (points(b) > points(a) ? b : a));
  return { fact: row.fact, values, best, declarable: !OF_THE_LOAN.includes(name) };
}

/** What the lender knows of a person in a scenario: the loan, all declarations, and what partners say. */
export function profileOf(person: Person, scenario: Scenario, { dictionary }: Scorecard): Profile {
  const lies = (person.bad || scenario.liars === 'anybody') && person.temptation < scenario.inflating;
  const observations: (readonly Observation[] | undefined)[] = dictionary.names.map(() => undefined);
  for (const { fact, truth, honest, best, inflate, verify } of person.facts) {
    if (honest === undefined) {
      observations[fact] = [said('registry', truth)];
      continue;
    }
    const own = said('self', lies && inflate < scenario.inflated ? best : honest);
    observations[fact] = verify < scenario.verified ? [said('partner', truth), own] : [own];
  }
  return {
    evidence: gather(
      dictionary,
      observations,
      dictionary.names.map(() => undefined),
    ),
    consents: {},
  };
}

function said(tier: (typeof TIERS)[number], value: Value): Observation {
  return { sourceId: tier, tier: TIERS.indexOf(tier), day: TODAY, revision: 0, value };
}
