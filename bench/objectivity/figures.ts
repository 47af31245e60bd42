import type { Bar, Figure } from '../support/report.ts';
import { BELIEFS, type BeliefName } from './cards.ts';
import { keyOf, type Measured, type Outcome } from './measure.ts';
import { nameOf, nobodyLies, SCENARIOS, type Scenario, VERIFIED } from './scenarios.ts';

const UNITS: Record<keyof Outcome, string> = {
  auc: 'AUC on the test rows',
  badsApproved: 'of the bads approved',
  goodsRefused: 'of the goods refused',
};

const NAMES = Object.keys(BELIEFS) as BeliefName[];
const OUTCOMES = Object.keys(UNITS) as (keyof Outcome)[];

/** Names of the figures, by which the page finds them among the kept ones. */
export const TRUTH = 'everything true and verified: auc';
export const figureName = (scenario: Scenario, belief: BeliefName, key: keyof Outcome) =>
  `${keyOf(scenario, belief)}: ${key}`;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function figuresOf(measured: readonly Measured[]): Figure[] {
  const truth = mean(measured.map((one) => one.truth));
  const means = SCENARIOS.flatMap((scenario) =>
    NAMES.flatMap((belief) => OUTCOMES.map((key) => meanOf(measured, scenario, belief, key))),
  );
  const auc = (scenario: Scenario, belief: BeliefName) => {
    const name = figureName(scenario, belief, 'auc');
    return means.find((figure) => figure.name === name)?.value ?? Number.NaN;
  };
  return [
    { name: TRUTH, value: truth, unit: UNITS.auc, kept: true },
    ...means,
    ...VERIFIED.map((verified) => doubtedFigure(measured, verified)),
    ...[0.5, 0.25].map((verified) => lossFigure(verified, truth, auc)),
    costFigure(auc),
  ];
}

export const doubtedName = (verified: number) => `${nameOf(nobodyLies(verified))}: doubted`;

function doubtedFigure(measured: readonly Measured[], verified: number): Figure {
  const value = mean(measured.map(({ doubted }) => doubted.get(verified) ?? Number.NaN));
  return { name: doubtedName(verified), value, unit: 'of honest people, half or more', kept: true };
}

function meanOf(measured: readonly Measured[], scenario: Scenario, belief: BeliefName, key: keyof Outcome): Figure {
  const value = mean(measured.map(({ outcomes }) => outcomes.get(keyOf(scenario, belief))?.[key] ?? Number.NaN));
  return { name: figureName(scenario, belief, key), value, unit: UNITS[key], kept: true };
}

type Auc = (scenario: Scenario, belief: BeliefName) => number;

function lossFigure(verified: number, truth: number, auc: Auc): Figure {
  const lies: Scenario = { verified, inflating: 0.3, inflated: 1, liars: 'bads' };
  const lost = (belief: BeliefName) => truth - auc(lies, belief);
  const bar: Bar = { atMost: verified === 0.5 ? 0.25 : 0.35 };
  const unit = 'of the AUC that believing everything loses';
  return { name: `${nameOf(lies)}: lost`, value: lost('credibility') / lost('everything believed'), unit, bar };
}

/** The dearest of the shares verified. */
function costFigure(auc: Auc): Figure {
  const costs = [0.5, 0.25, 0.1].map((verified) => {
    const honest = nobodyLies(verified);
    return auc(honest, 'everything believed') - auc(honest, 'credibility');
  });
  return {
    name: 'nobody lies: lost',
    value: Math.max(...costs),
    unit: 'of AUC, at the dearest',
    bar: { atMost: 0.008 },
  };
}
