import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import type { ScorecardFile } from '../../lib/schemas/scorecard.ts';
import type { Person } from './ready.ts';
import { expressionModel, expressionOfFullTrust, loopModel, tablesModel } from './zen-models.ts';

/** The same card as a GoRules decision, modelled in several ways. */
export const MODELS = {
  expression: expressionModel,
  unweighted: expressionOfFullTrust,
  tables: tablesModel,
  loop: loopModel,
} as const;
export type Model = keyof typeof MODELS;

export type ZenInput = Record<string, unknown>;
interface ZenResult {
  score: number;
}

/** Scores of a list of persons, with so many decisions under way at once: one at a time costs zen a thread's waking each. */
export function zenScores(model: Exclude<Model, 'loop'>, card: ScorecardFile, atOnce: number) {
  const decision = decisionOf(model, card);
  const evaluate = async (input: ZenInput) => ((await decision.evaluate(input)).result as ZenResult).score;
  return async (inputs: readonly ZenInput[]): Promise<number[]> => {
    const scores: number[] = [];
    for (let i = 0; i < inputs.length; i += atOnce) {
      scores.push(...(await Promise.all(inputs.slice(i, i + atOnce).map(evaluate))));
    }
    return scores;
  };
}

/** The same by one decision for the whole list, which zen loops over inside. */
export function zenBatch(card: ScorecardFile) {
  const decision = decisionOf('loop', card);
  return async (people: readonly ZenInput[]): Promise<number[]> => {
    const { result } = await decision.evaluate({ people });
    return (result as { scores: ZenResult[] }).scores.map(({ score }) => score);
  };
}

/** Its content is parsed and compiled beforehand: the fastest way to hold one. */
function decisionOf(model: Model, card: ScorecardFile) {
  const content = new ZenDecisionContent(Buffer.from(JSON.stringify(MODELS[model](card))));
  return new ZenEngine().createDecision(content);
}

/** Ready values, and beside each its trust weight in thousandths as `<id>Trust`; what is missing is left out. */
export function zenInput({ values, trust }: Person, weights: boolean): ZenInput {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const input: ZenInput = Object.fromEntries(entries);
  if (weights) for (const [id] of entries) input[`${id}Trust`] = trust[id];
  return input;
}
