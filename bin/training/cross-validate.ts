import { keepHeldOut } from '../../lib/learning/card/keep-held-out.ts';
import { soundOf } from '../../lib/learning/guards/names.ts';
import { heldOut } from '../../lib/learning/validation/held-out.ts';
import { scoreFrame } from '../../lib/learning/validation/score-frame.ts';
import { type Validation, validate } from '../../lib/learning/validation/validate.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { Problem } from '../../local/problem.ts';
import type { LearnedCard } from './learn-card.ts';
import type { Prepared } from './prepare.ts';

export interface CrossValidated extends LearnedCard {
  /** Of the training people, each scored by a table that was learned without them. */
  crossValidated: Validation;
}

/** Judges a card that was just learned, which then keeps what was found. Learns it five times more; throws a Problem where that cannot be. */
export function crossValidate(learned: LearnedCard, { frame, protected: aside }: Prepared): CrossValidated {
  const card = loadScorecard(learned.card, loadDictionary(learned.dictionary));
  const strangers = heldOut(frame, aside, learned.fitted, card);
  if (strangers === undefined)
    throw new Problem(
      'there are too few people of one outcome for a report',
      'learn without --report, or from more people',
    );
  const crossValidated = validate({
    card,
    people: strangers.people,
    unscorable: 0,
    tally: scoreFrame(card, frame, factOf(card)).tally,
    baseline: undefined,
    protected: strangers.aside.map((column) => ({ column, isAge: soundOf(column.name) === 'age' })),
    cutOff: undefined,
  });
  return { ...learned, card: keepHeldOut(learned.card, crossValidated), crossValidated };
}

function factOf({ file }: Scorecard): (column: string) => string | undefined {
  const columns = file.provenance.columns as Record<string, string>;
  const facts = new Map(Object.entries(columns).map(([fact, column]) => [column, fact]));
  return (column) => facts.get(column);
}
