import type { Fact } from '../../../../lib/schemas/dictionary.ts';
import { TIERS } from '../../../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { aimOf } from '../../../../lib/scoring/path-aim.ts';
import { meaningOf } from '../../../../lib/scoring/points.ts';
import type { Profile } from '../../../../lib/scoring/resolve.ts';
import { verifyingTier } from '../../../../lib/scoring/suppose.ts';
import type { PathStep } from '../../../../lib/scoring/what-if.ts';
import { exact } from '../../card/exact.ts';
import { categoryInWords, unitOf, valueInWords, withUnit } from '../../card/fact-words.ts';
import type { Texts } from '../../i18n/use-texts.ts';
import type { SupposedValue, Supposition } from '../what-if/supposition.ts';

export interface StepInWords {
  fact: string;
  label: string;
  /** What is to become of it. */
  aim: string;
  verifiedBy: string;
}

/** A step as one would tell it to the person. */
export function stepInWords(step: PathStep, card: Scorecard, texts: Texts): StepInWords {
  const definition = card.dictionary.facts[step.fact] as Fact;
  const { t, say } = texts;
  return {
    fact: card.dictionary.names[step.fact] as string,
    label: say(definition.label),
    aim: aimInWords(step, definition, card, texts),
    verifiedBy: t.path.verifiedBy(TIERS[verifyingTier(definition)] ?? 'self'),
  };
}

function aimInWords(step: PathStep, definition: Fact, card: Scorecard, texts: Texts): string {
  const { t, number } = texts;
  const { monthsAsAgreed: months, oneOf, value, from, to } = aimOf(step, card);
  const figure = (bound: number) => withUnit(exact(bound, texts), unitOf(definition), t);
  if (months !== undefined) return months === 1 ? t.path.oneMonthAsAgreed : t.path.monthsAsAgreed(number(months));
  if (value !== undefined) return valueInWords(definition, value, texts);
  if (step.binsMoved === 0 && step.measure !== undefined && definition.type !== 'since')
    return t.path.same(valueInWords(definition, meaningOf(definition, step.measure), texts));
  if (oneOf !== undefined) return oneOf.map((name) => categoryInWords(name, t)).join(t.path.or);
  if (typeof from === 'number')
    return typeof to === 'number' ? t.path.between(figure(from), figure(to)) : t.path.atLeast(figure(from));
  return typeof to === 'number' ? t.path.below(figure(to)) : t.path.sameUnknown;
}

/** A path as something to suppose. Months to come become a further account, as long as the record would then be. */
export function suppositionOf(steps: readonly PathStep[], known: Profile, card: Scorecard): Supposition {
  const facts = steps.map(({ fact, months, measure }): [string, SupposedValue] => {
    const name = card.dictionary.names[fact] as string;
    if (months !== undefined) return [name, { months: Math.min(24, months + recorded(fact, known)), amount: 0 }];
    return [name, meaningOf(card.dictionary.facts[fact], measure as number)];
  });
  return { facts: Object.fromEntries(facts), consents: {} };
}

function recorded(fact: number, { evidence }: Profile): number {
  const months = (evidence.series[fact] ?? []).flatMap(({ slots }) => slots.map(({ month }) => month));
  return new Set(months).size;
}
